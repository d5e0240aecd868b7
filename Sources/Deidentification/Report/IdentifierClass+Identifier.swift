import FHIR
import JSON

extension IdentifierClass {
  /// What an Identifier identifies, by its system and type (HL7 table 0203), else by the resource that holds it.
  init(ofIdentifier identifier: JSONValue?, owner: String) {
    if identifier?[.system].string == "http://hl7.org/fhir/sid/us-ssn" {
      self = .socialSecurity
      return
    }
    if identifier?[.system].string == "http://hl7.org/fhir/sid/us-npi" {
      self = .license
      return
    }
    switch identifier?[.type][.coding][0][.code].string {
    case "SS", "SB": self = .socialSecurity
    case "MR", "PI", "PT", "MRT": self = .medicalRecord
    case "DL", "MD", "DN", "LN", "PRN", "NPI", "PPN", "DEA": self = .license
    case "AN", "VN", "ANON", "ANC": self = .account
    case "MB", "MC", "MA", "SN", "NH", "HC", "JHN": self = .healthPlan
    case "SNO", "UDI": self = .device
    default:
      switch owner {
      case "Patient", "Person", "RelatedPerson": self = .medicalRecord
      case "Practitioner", "Practitioner.qualification": self = .license
      case "Coverage": self = .healthPlan
      case "Account": self = .account
      case "Device": self = .device
      default: self = .otherIdentifier
      }
    }
  }
}
