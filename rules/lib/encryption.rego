# METADATA
# description: >-
#   Which data demand a customer-managed key. Rules that ask have the parameters class_label and sensitive.
package assay.lib.encryption

import data.assay.lib.google

class := google.labels[input.parameters.class_label]

sensitive if class in input.parameters.sensitive

# Nobody said that data without a class are not sensitive.
demanded if sensitive

demanded if not class

default severity := "info"

severity := "medium" if sensitive

class_name := object.get(google.labels, input.parameters.class_label, "unknown")

default_encryption := "GOOGLE_DEFAULT_ENCRYPTION"

customer_managed := "CUSTOMER_MANAGED_ENCRYPTION"

kinds := {default_encryption, customer_managed}

not_known(type) := "The kind of encryption is not reported." if type == "TYPE_UNSPECIFIED"

not_known(type) := sprintf("The encryption type %v is not known to this rule.", [type]) if type != "TYPE_UNSPECIFIED"
