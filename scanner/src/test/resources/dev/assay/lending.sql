-- A lending library, as a careful team would keep it: keys, constraints, indexes, times with their zone, comments, partitions, a queue.
CREATE SCHEMA lending;
COMMENT ON SCHEMA lending IS 'What the branches lend, to whom, and until when';
CREATE TYPE lending.copy_state AS ENUM ('available', 'lent', 'lost');
CREATE TABLE lending.branch (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL UNIQUE CHECK (name <> ''),
  opened_on date NOT NULL);
CREATE TABLE lending.work (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  title text NOT NULL,
  published smallint CHECK (published > 0),
  details jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL DEFAULT now());
CREATE INDEX work_title ON lending.work (lower(title));
CREATE TABLE lending.author (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);
CREATE TABLE lending.written_by (
  work_id bigint REFERENCES lending.work ON DELETE CASCADE,
  author_id bigint REFERENCES lending.author,
  position smallint NOT NULL,
  PRIMARY KEY (work_id, author_id),
  UNIQUE (work_id, position));
CREATE INDEX written_by_author ON lending.written_by (author_id);
CREATE TABLE lending.copy (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  work_id bigint NOT NULL REFERENCES lending.work,
  branch_id bigint NOT NULL REFERENCES lending.branch,
  barcode text NOT NULL UNIQUE,
  state lending.copy_state NOT NULL DEFAULT 'available',
  updated_at timestamptz NOT NULL DEFAULT now());
CREATE INDEX copy_work ON lending.copy (work_id);
CREATE INDEX copy_branch ON lending.copy (branch_id, state);
CREATE TABLE lending.reader (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  card_number text NOT NULL UNIQUE,
  joined_at timestamptz NOT NULL DEFAULT now(),
  left_at timestamptz,
  CHECK (left_at > joined_at));
CREATE TABLE lending.loan (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  copy_id bigint NOT NULL REFERENCES lending.copy,
  reader_id bigint NOT NULL REFERENCES lending.reader,
  lent_at timestamptz NOT NULL DEFAULT now(),
  due_at timestamptz NOT NULL,
  returned_at timestamptz,
  CHECK (due_at > lent_at));
CREATE UNIQUE INDEX loan_open ON lending.loan (copy_id) WHERE returned_at IS NULL;
CREATE INDEX loan_copy ON lending.loan (copy_id, lent_at);
CREATE INDEX loan_reader ON lending.loan (reader_id, lent_at);
CREATE TABLE lending.reservation (
  work_id bigint REFERENCES lending.work,
  reader_id bigint REFERENCES lending.reader,
  wanted_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (work_id, reader_id));
CREATE INDEX reservation_reader ON lending.reservation (reader_id);
CREATE TABLE lending.visit (
  branch_id bigint NOT NULL REFERENCES lending.branch,
  seen_at timestamptz NOT NULL,
  people integer NOT NULL CHECK (people >= 0),
  PRIMARY KEY (branch_id, seen_at)) PARTITION BY RANGE (seen_at);
CREATE TABLE lending.visit_rest PARTITION OF lending.visit DEFAULT;
CREATE TABLE lending.task (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind text NOT NULL,
  arguments jsonb NOT NULL,
  run_at timestamptz NOT NULL DEFAULT now(),
  attempts integer NOT NULL DEFAULT 0);
CREATE INDEX task_next ON lending.task (run_at, id);
CREATE VIEW lending.overdue AS
  SELECT l.id, l.reader_id, l.due_at FROM lending.loan l WHERE l.returned_at IS NULL AND l.due_at < now();
CREATE FUNCTION lending.touch() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS
  $$ BEGIN new.updated_at := now(); RETURN new; END $$;
CREATE TRIGGER copy_touched BEFORE UPDATE ON lending.copy FOR EACH ROW EXECUTE FUNCTION lending.touch()
