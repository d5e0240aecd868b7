// GenerateTypeTable DEFINITIONS OUTPUT
//
// Reads the HL7 FHIR R4 definitions in the folder DEFINITIONS and writes the Swift file OUTPUT
// (Sources/FHIR/Generated/GeneratedTypeTable.swift), which is committed: the build never needs the definitions.
//
// GenerateTypeTable --model-info FILE OUTPUT
//
// Reads a CQL ModelInfo document and writes Sources/CQL/Model/GeneratedFHIRModel.swift.

import Foundation

if CommandLine.arguments.count == 4, CommandLine.arguments[1] == "--model-info" {
  do {
    try ModelInfoFile.write(
      modelInfo: URL(fileURLWithPath: CommandLine.arguments[2]), to: URL(fileURLWithPath: CommandLine.arguments[3]))
    exit(0)
  } catch {
    FileHandle.standardError.write(Data("GenerateTypeTable: \(error)\n".utf8))
    exit(3)
  }
}
guard CommandLine.arguments.count == 3 else {
  FileHandle.standardError.write(Data("usage: GenerateTypeTable DEFINITIONS OUTPUT | --model-info FILE OUTPUT\n".utf8))
  exit(2)
}
do {
  let definitions = try Definitions(folder: URL(fileURLWithPath: CommandLine.arguments[1], isDirectory: true))
  var builder = TableBuilder(definitions)
  let sections = try builder.build()
  let source = try TableFile.source(
    strings: builder.pool.strings, vocabularyCount: builder.vocabularyCount, sections: sections)
  try Data(source.utf8).write(to: URL(fileURLWithPath: CommandLine.arguments[2]))
  print("strings: \(builder.pool.strings.count), of them \(builder.vocabularyCount) names")
  for section in sections { print("\(section.name): \(section.count)") }
  print("bytes: \(source.utf8.count)")
} catch {
  FileHandle.standardError.write(Data("GenerateTypeTable: \(error)\n".utf8))
  exit(3)
}
