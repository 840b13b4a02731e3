# One image for web, worker, beat and the one-shot migration. It has no Makefile, so DEBUG is off in it.
FROM python:3.11-slim

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PATH=/opt/venv/bin:$PATH

RUN pip install --no-cache-dir uv==0.13.9 && useradd --system --uid 10001 --create-home tenders

WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN UV_PROJECT_ENVIRONMENT=/opt/venv UV_PYTHON_DOWNLOADS=never uv sync --frozen --no-dev --no-cache

COPY . .
# The settings want these four to be set; no address is opened and the key signs nothing here.
RUN DATABASE_URL=postgres://build/build BROKER_URL=redis://build SECRET_KEY=build ALLOWED_HOSTS=build \
    python manage.py collectstatic --noinput

USER tenders
EXPOSE 8000
CMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000", "--workers=3", "--access-logfile=-"]
