# METADATA
# title: Custom roles do not hand out power over databases
# description: >-
#   A role of one's own with a harmless name can hold the permission to export a cluster or to run statements in it.
#   Lists of who holds which predefined role do not show that.
# related_resources:
# - https://cloud.google.com/iam/docs/creating-custom-roles
# - https://cloud.google.com/alloydb/docs/reference/iam-roles-permissions
# custom:
#   id: GC-IAM-016
#   severity: medium
#   resource: iam.Role
#   needs: [iam.Role]
#   parameters:
#     permissions:
#       default: [alloydb.clusters.delete, alloydb.clusters.export, alloydb.instances.executeSql, alloydb.instances.injectFault, "alloydb.users.*", cloudsql.instances.delete, cloudsql.instances.export, cloudsql.instances.executeSql, "cloudsql.users.*"]
#       type: array
#       description: '"Permissions that such a role shall not hold; a star stands for any."'
#     allow_roles:
#       default: []
#       type: array
#       description: Names of roles that may.
#   controls: {}
#   seeds: []
#   remediation: |
#     gcloud iam roles update {{role}} --project={{project}} \
#       --remove-permissions=<permission>,…
#     # or --organization=<organization> for a role of the organization
package assay.rules.iam.custom_roles

import data.assay.lib.google
import input.resource.data as role

applies if {
	not role.deleted
	role.stage != "DISABLED"
}

fail contains {"message": message, "at": "includedPermissions", "evidence": {"permissions": held}} if {
	not google.last(input.resource.id) in input.parameters.allow_roles
	held := {permission |
		some permission in role.includedPermissions
		some pattern in input.parameters.permissions
		glob.match(pattern, ["."], permission)
	}
	count(held) > 0
	message := sprintf("The role holds %s.", [concat(", ", held)])
}
