package bench.rules.invalid_index

fail contains "The index is not valid." if input.resource.data.valid == false
