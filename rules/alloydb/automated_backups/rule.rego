# METADATA
# title: AlloyDB automated backups are enabled
# description: >-
#   Without them, damage that is noticed after the window of point-in-time recovery cannot be undone: there is no older
#   copy of the data to go back to.
# related_resources:
# - https://cloud.google.com/alloydb/docs/backup/configure
# - https://cloud.google.com/alloydb/docs/reference/rest/v1/projects.locations.clusters#AutomatedBackupPolicy
# custom:
#   id: GC-BKP-001
#   severity: high
#   resource: alloydb.Cluster
#   needs: [alloydb.Cluster]
#   parameters: {}
#   controls:
#     cis-gcp-5: ["6.8"]
#     iso-27001-2022: [A.8.13]
#     hipaa: [164.308(a)(7)(ii)(A)]
#     soc-2: [CC7.4, CC7.5]
#   seeds: [S0-INI-06, S0-BDR-01, S4-T-070]
#   remediation: |
#     gcloud alloydb clusters update {{cluster}} --region={{location}} --project={{project}} \
#       --automated-backup-days-of-week=MONDAY,TUESDAY,WEDNESDAY,THURSDAY,FRIDAY,SATURDAY,SUNDAY \
#       --automated-backup-start-times=02:00 --automated-backup-retention-period=14d
package assay.rules.alloydb.automated_backups

import data.assay.lib.google

# A secondary is protected by the backups of its primary.
applies if not google.secondary

fail contains "Automated backups are disabled." if input.resource.data.automatedBackupPolicy.enabled == false
