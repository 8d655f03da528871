-- kind: postgresql.Archiver
-- scope: server
-- id: -/archiver
-- what: whether the WAL gets archived
-- needs: nothing beyond a connection
SELECT a.archived_count AS archived, a.failed_count AS failed,
       (a.last_failed_time IS NOT NULL AND (a.last_archived_time IS NULL OR a.last_failed_time > a.last_archived_time)) AS last_failed
FROM pg_catalog.pg_stat_archiver a
