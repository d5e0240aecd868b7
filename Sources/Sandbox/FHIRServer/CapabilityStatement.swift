import FHIR
import JSON

/// What the sandbox's FHIR server can do.
enum CapabilityStatement {
  static func serialized(base: String) -> [UInt8] {
    var writer = JSONWriter(capacity: 65_536)
    writer.object { statement in
      statement.member("resourceType", "CapabilityStatement")
      statement.member("status", "active")
      statement.member("date", "2026-11-23")
      statement.member("kind", "instance")
      statement.key("software")
      statement.object { $0.member("name", "Chartside sandbox EHR") }
      statement.key("implementation")
      statement.object { implementation in
        implementation.member("description", "Synthetic patients, read only")
        implementation.member("url", base)
      }
      statement.member("fhirVersion", "4.0.1")
      statement.key("format")
      statement.array { $0.value("application/fhir+json") }
      statement.key("rest")
      statement.array { rest in
        rest.object { server in
          server.member("mode", "server")
          security(&server)
          server.key("resource")
          server.array { resources in
            for type in FHIRTypes.shared.resources where PatientCompartment.covers(type) || others.contains(type.name) {
              resource(&resources, type)
            }
          }
        }
      }
    }
    return writer.bytes
  }

  private static let others: Set<String> = [
    "Patient", "Practitioner", "PractitionerRole", "Organization", "Location", "Medication",
  ]

  private static func security(_ server: inout JSONWriter) {
    server.key("security")
    server.object { security in
      security.key("service")
      security.array { services in
        services.object { service in
          service.key("coding")
          service.array { codings in
            codings.object { coding in
              coding.member("system", "http://terminology.hl7.org/CodeSystem/restful-security-service")
              coding.member("code", "SMART-on-FHIR")
            }
          }
        }
      }
    }
  }

  private static func resource(_ writer: inout JSONWriter, _ type: FHIRType) {
    writer.object { resource in
      resource.member("type", type.name)
      resource.key("interaction")
      resource.array { interactions in
        for code in ["read", "search-type"] { interactions.object { $0.member("code", code) } }
      }
      resource.key("searchParam")
      resource.array { parameters in
        for parameter in FHIRTypes.shared.searchParameters(of: type) where parameter.kind != .special {
          parameters.object { object in
            object.member("name", parameter.code)
            object.member("type", "\(parameter.kind)")
          }
        }
      }
    }
  }
}
