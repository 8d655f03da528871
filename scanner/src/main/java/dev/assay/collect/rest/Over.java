package dev.assay.collect.rest;

/** What an endpoint is asked for, once each. */
enum Over {
  /** The territory as a whole: {@code {scope}}. */
  TERRITORY,
  /** Each project with databases: {@code {project}}. */
  PROJECT,
  /** Each project with AlloyDB clusters or backups: {@code {project}}. */
  ALLOYDB_PROJECT,
  /** Each project with Cloud SQL instances: {@code {project}}. */
  SQL_PROJECT,
  /** Each folder and organization above the territory: {@code {node}}. */
  ABOVE,
  /** Each organization that the territory is or lies in: {@code {organization}}. */
  ORGANIZATION,
  /** Each location of a project with AlloyDB clusters: {@code {project}}, {@code {location}}. */
  ALLOYDB_LOCATION,
  /** Each location with AlloyDB clusters, by the first project that answers. */
  ONE_PER_LOCATION,
  /** Each AlloyDB cluster: {@code {project}}, {@code {location}}, {@code {cluster}}. */
  CLUSTER,
  /** Each location of a project with Cloud SQL instances. */
  SQL_LOCATION,
  /** Each Cloud SQL instance that is PostgreSQL: {@code {project}}, {@code {instance}}. */
  SQL_POSTGRES,
  /** Each billing account that pays for a project: {@code {account}}. */
  ACCOUNT,
  /** Each access policy of an organization: {@code {policy}}, {@code {organization}}. */
  ACCESS_POLICY
}
