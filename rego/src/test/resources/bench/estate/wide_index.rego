package bench.rules.wide_index

import input.resource.data as index

fail contains sprintf("%d columns: %s.", [count(index.keys), concat(", ", index.keys)]) if count(index.keys) > input.parameters.max_columns
