# METADATA
# description: >-
#   Which keys of Cloud KMS encrypt databases and their backups. Rules that ask need alloydb.Cluster, alloydb.Backup and
#   sqladmin.Instance, as far as they want to see them.
package assay.lib.keys

# From the name of a key to the labels of what it encrypts.
used[name] contains labels if {
	some id, resource in data.estate.by_id
	regex.match(`^//(alloydb|cloudsql)\.googleapis\.com/`, id)
	some path in [
		["encryptionConfig", "kmsKeyName"],
		["automatedBackupPolicy", "encryptionConfig", "kmsKeyName"],
		["continuousBackupConfig", "encryptionConfig", "kmsKeyName"],
		["diskEncryptionConfiguration", "kmsKeyName"],
	]
	name := object.get(resource.data, path, "")
	name != ""
	labels := object.get(resource.data, "labels", object.get(resource.data, ["settings", "userLabels"], {}))
}

name := trim_prefix(input.resource.id, "//cloudkms.googleapis.com/")

of_database if used[name]

labels_of_databases := used[name]
