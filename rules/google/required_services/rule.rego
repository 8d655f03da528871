# METADATA
# title: The APIs that an audit of databases needs are enabled
# description: >-
#   Where the inventory, monitoring or the recommender is switched off, part of the picture is missing, for this scan
#   and for Google's own detectors.
# related_resources:
# - https://cloud.google.com/service-usage/docs/enable-disable
# - https://cloud.google.com/sdk/gcloud/reference/services/enable
# custom:
#   id: GC-MNT-009
#   severity: info
#   resource: cloudresourcemanager.Project
#   needs: [cloudresourcemanager.Project, serviceusage.Service, alloydb.Cluster, sqladmin.Instance]
#   parameters:
#     services:
#       default: [cloudasset.googleapis.com, monitoring.googleapis.com, recommender.googleapis.com]
#       type: array
#       description: The services that must be enabled.
#   controls: {}
#   seeds: []
#   remediation: |
#     gcloud services enable cloudasset.googleapis.com monitoring.googleapis.com recommender.googleapis.com \
#       --project={{project}}
package assay.rules.google.required_services

import data.assay.lib.google

applies if google.hosts_database(input.resource.id)

enabled contains google.last(service.id) if {
	some service in data.estate.children[input.resource.id]
	startswith(service.id, "//serviceusage.googleapis.com/")
	object.get(service.data, "state", "") == "ENABLED"
}

fail contains {"message": sprintf("%s is not enabled.", [name]), "at": name} if {
	some name in input.parameters.services
	not name in enabled
}
