# METADATA
# title: Google knows whom to tell of security and technical matters
# description: >-
#   Google writes to the essential contacts about suspended keys, abuse and incidents. Without them the mail goes to
#   owners, who may have left.
# related_resources:
# - https://cloud.google.com/resource-manager/docs/managing-notification-contacts
# - https://cloud.google.com/sdk/gcloud/reference/essential-contacts/create
# custom:
#   id: GC-MON-015
#   severity: low
#   resource: cloudresourcemanager.Project
#   needs: [cloudresourcemanager.Project, essentialcontacts.Contact, alloydb.Cluster, sqladmin.Instance, essentialcontacts.Contact.inherited]
#   parameters:
#     categories:
#       default: [TECHNICAL, SECURITY]
#       type: array
#       description: The categories that must have a contact.
#   controls: {}
#   seeds: []
#   remediation: |
#     gcloud essential-contacts create --project={{project}} --email=<address> --language=en \
#       --notification-categories=technical,security
package assay.rules.monitoring.essential_contacts

import data.assay.lib.google
import data.assay.lib.iam

applies if google.hosts_database(input.resource.id)

# Contacts of folders and the organization hold for their projects.
subscribed contains category if {
	some above in iam.lineage(input.resource.id)
	some contact in data.estate.children[above]
	startswith(contact.id, "//essentialcontacts.googleapis.com/")
	some category in contact.data.notificationCategorySubscriptions
}

fail contains {"message": message, "at": "contacts", "evidence": {"subscribed": subscribed}} if {
	not "ALL" in subscribed
	missing := {category | some category in input.parameters.categories} - subscribed
	count(missing) > 0
	message := sprintf("Nobody is told of %s matters.", [concat(", ", missing)])
}
