// What the SARIF Multitool found: its exit code does not tell. Usage: sarif.mjs RESULT.sarif
import { readFileSync } from "node:fs";

const log = JSON.parse(readFileSync(process.argv[2], "utf8"));
let errors = 0;
for (const run of log.runs) {
  for (const invocation of run.invocations ?? []) {
    for (const notice of invocation.toolExecutionNotifications ?? []) {
      if (notice.level === "error") {
        errors++;
        console.log(`  ${notice.message.text}`);
      }
    }
  }
  for (const result of run.results ?? []) {
    if (result.level !== "error") continue;
    errors++;
    const where = result.locations?.[0]?.physicalLocation?.region?.startLine;
    console.log(`  line ${where}: ${result.ruleId} ${JSON.stringify(result.message)}`);
  }
}
process.exit(errors === 0 ? 0 : 1);
