"""Shares of one lot in one notice sum to at most 1: checked at commit, so that a whole award can be written first."""

from django.db import migrations

CREATE = """
CREATE FUNCTION tenders_check_lot_shares() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    total numeric;
BEGIN
    SELECT sum(party.share) INTO total
      FROM tenders_awardparty party
      JOIN tenders_award award ON award.id = party.award_id
      JOIN tenders_award this ON this.notice_id = award.notice_id AND this.lot_id = award.lot_id
     WHERE this.id = CASE TG_TABLE_NAME WHEN 'tenders_award' THEN NEW.id ELSE (to_jsonb(NEW) ->> 'award_id')::bigint END;
    IF total > 1 THEN
        RAISE EXCEPTION 'shares of a lot sum to %, above 1', total
            USING ERRCODE = 'check_violation', CONSTRAINT = 'lot_shares_within_one';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER lot_shares_within_one
    AFTER INSERT OR UPDATE OF share, award_id ON tenders_awardparty
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.share IS NOT NULL) EXECUTE FUNCTION tenders_check_lot_shares();
CREATE CONSTRAINT TRIGGER lot_shares_within_one
    AFTER UPDATE OF lot_id, notice_id ON tenders_award
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION tenders_check_lot_shares();
"""

DROP = """
DROP TRIGGER lot_shares_within_one ON tenders_awardparty;
DROP TRIGGER lot_shares_within_one ON tenders_award;
DROP FUNCTION tenders_check_lot_shares();
"""


class Migration(migrations.Migration):
    dependencies = [("tenders", "0001_initial")]
    operations = [migrations.RunSQL(CREATE, DROP)]
