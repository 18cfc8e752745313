/** An issue that is only read, in a writer's place: for a desk that presses what is stored and changes nothing. */
import { fault, type Fault } from '#contract/faults.ts'
import type { IssueReader, IssueWriter } from '#desk/ports.ts'

export function readOnlyIssue(reader: IssueReader): IssueWriter {
  const refuse = async (): Promise<Fault> => fault('file.readOnly', { file: reader.name })
  return {
    ...reader,
    createStory: refuse,
    spikeStory: refuse,
    appendSteps: refuse,
    writeSnapshot: refuse,
    editDummy: refuse,
    fileImport: refuse,
    markRepair: refuse,
    filePhoto: refuse,
    signOff: refuse,
    keepWordEnds: refuse,
    keepIndexed: refuse,
    checkIndex: refuse,
    tidyIndex: refuse,
    dropIndex: refuse,
    fileMark: refuse,
    addToMark: refuse,
    traceMarks: refuse,
    fileVersions: refuse,
    changeVersion: refuse,
    nameClient: refuse,
    writeHouse: refuse,
  }
}
