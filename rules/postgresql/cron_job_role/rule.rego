# METADATA
# title: Jobs of pg_cron are active and run as roles made for them
# description: >-
#   A job that runs as a superuser lets whoever may change it, or a table or function that it touches, act as
#   one, night after night. One that is switched off, or whose role is gone, does not do what somebody believes
#   it does.
# related_resources:
# - https://github.com/citusdata/pg_cron
# - https://cloud.google.com/alloydb/docs/reference/extensions
# custom:
#   id: PG-RET-004
#   severity: medium
#   resource: postgresql.CronJob
#   needs: [postgresql.CronJob, postgresql.Server]
#   parameters: {}
#   controls:
#     stig-postgresql: [V-233614]
#     nist-800-53-r5: [AC-6(10)]
#   seeds: []
#   remediation: |
#     UPDATE cron.job SET username = '<a role made for it>'
#       WHERE jobid = {{id|literal}};
#     -- Switched off: cron.alter_job({{id}}, active => true), or
#     --   SELECT cron.unschedule({{id}});
package assay.rules.postgresql.cron_job_role

import data.assay.lib.postgresql
import input.resource.data as job

applies if not postgresql.provider_owns(job.role)

fail contains sprintf("It runs as the superuser %s.", [job.role]) if job.runs_as_superuser

fail contains {"message": "It is switched off.", "severity": "low"} if job.active == false

fail contains {"message": sprintf("Its role %s does not exist.", [job.role]), "severity": "low"} if job.role_missing
