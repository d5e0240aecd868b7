// Written by GenerateTypeTable from the CQL ModelInfo of FHIR 4.0.1. Do not edit; run the generator again.
// FHIR (R) is the registered trademark of HL7; the specification is published under CC0.
// swift-format-ignore-file

/// FHIR 4.0.1 for CQL, as text. ``ModelTable`` reads it.
///
/// First line: name, version, namespace. `@context class key birthDate`. `>function target sources`.
/// Others: `class base retrievable codePath label elements`, where an element is `name:type`; a type is a class of
/// the model, `.T` of System, `<T` an interval, `*T` a list, `T|U` a choice.
enum GeneratedFHIRModel {
  static let text: StaticString = #"""
FHIR	4.0.1	http://hl7.org/fhir
@Practitioner	Practitioner	id	
@Device	Device	id	
@Patient	Patient	id	birthDate.value
@Encounter	Encounter	id	
@RelatedPerson	RelatedPerson	id	
>ToBoolean	.Boolean	boolean
>ToCode	.Code	Coding
>ToConcept	.Concept	CodeableConcept
>ToDate	.Date	date
>ToDateTime	.DateTime	dateTime,instant
>ToDecimal	.Decimal	decimal
>ToInteger	.Integer	integer
>ToInterval	<.DateTime	Period
>ToInterval	<.Quantity	Range
>ToQuantity	.Quantity	Quantity
>ToRatio	.Ratio	Ratio
>ToString	.String	AccountStatus,ActionCardinalityBehavior,ActionConditionKind,ActionGroupingBehavior,ActionParticipantType,ActionPrecheckBehavior,ActionRelationshipType,ActionRequiredBehavior,ActionSelectionBehavior,ActivityDefinitionKind,ActivityParticipantType,AddressType,AddressUse,AdministrativeGender,AdverseEventActuality,AggregationMode,AllergyIntoleranceCategory,AllergyIntoleranceCriticality,AllergyIntoleranceSeverity,AllergyIntoleranceType,AppointmentStatus,AssertionDirectionType,AssertionOperatorType,AssertionResponseTypes,AuditEventAction,AuditEventAgentNetworkType,AuditEventOutcome,BindingStrength,BiologicallyDerivedProductCategory,BiologicallyDerivedProductStatus,BiologicallyDerivedProductStorageScale,BundleType,CapabilityStatementKind,CarePlanActivityKind,CarePlanActivityStatus,CarePlanIntent,CarePlanStatus,CareTeamStatus,CatalogEntryRelationType,ChargeItemDefinitionPriceComponentType,ChargeItemStatus,ClaimResponseStatus,ClaimStatus,ClinicalImpressionStatus,CodeSearchSupport,CodeSystemContentMode,CodeSystemHierarchyMeaning,CommunicationPriority,CommunicationRequestStatus,CommunicationStatus,CompartmentCode,CompartmentType,CompositionAttestationMode,CompositionStatus,ConceptMapEquivalence,ConceptMapGroupUnmappedMode,ConditionalDeleteStatus,ConditionalReadStatus,ConsentDataMeaning,ConsentProvisionType,ConsentState,ConstraintSeverity,ContactPointSystem,ContactPointUse,ContractPublicationStatus,ContractStatus,ContributorType,CoverageStatus,CurrencyCode,DayOfWeek,DaysOfWeek,DetectedIssueSeverity,DetectedIssueStatus,DeviceMetricCalibrationState,DeviceMetricCalibrationType,DeviceMetricCategory,DeviceMetricColor,DeviceMetricOperationalStatus,DeviceNameType,DeviceRequestStatus,DeviceUseStatementStatus,DiagnosticReportStatus,DiscriminatorType,DocumentConfidentiality,DocumentMode,DocumentReferenceStatus,DocumentRelationshipType,EligibilityRequestPurpose,EligibilityRequestStatus,EligibilityResponsePurpose,EligibilityResponseStatus,EnableWhenBehavior,EncounterLocationStatus,EncounterStatus,EndpointStatus,EnrollmentRequestStatus,EnrollmentResponseStatus,EpisodeOfCareStatus,EventCapabilityMode,EventTiming,EvidenceVariableType,ExampleScenarioActorType,ExplanationOfBenefitStatus,ExposureState,ExtensionContextType,FHIRAllTypes,FHIRDefinedType,FHIRDeviceStatus,FHIRResourceType,FHIRSubstanceStatus,FHIRVersion,FamilyHistoryStatus,FilterOperator,FlagStatus,GoalLifecycleStatus,GraphCompartmentRule,GraphCompartmentUse,GroupMeasure,GroupType,GuidanceResponseStatus,GuidePageGeneration,GuideParameterCode,HTTPVerb,IdentifierUse,IdentityAssuranceLevel,ImagingStudyStatus,ImmunizationEvaluationStatus,ImmunizationStatus,InvoicePriceComponentType,InvoiceStatus,IssueSeverity,IssueType,LinkType,LinkageType,ListMode,ListStatus,LocationMode,LocationStatus,MeasureReportStatus,MeasureReportType,MediaStatus,MedicationAdministrationStatus,MedicationDispenseStatus,MedicationKnowledgeStatus,MedicationRequestIntent,MedicationRequestPriority,MedicationRequestStatus,MedicationStatementStatus,MedicationStatus,MessageSignificanceCategory,Messageheader_Response_Request,MimeType,NameUse,NamingSystemIdentifierType,NamingSystemType,NarrativeStatus,NoteType,NutritiionOrderIntent,NutritionOrderStatus,ObservationDataType,ObservationRangeCategory,ObservationStatus,OperationKind,OperationParameterUse,OrientationType,ParameterUse,ParticipantRequired,ParticipantStatus,ParticipationStatus,PaymentNoticeStatus,PaymentReconciliationStatus,ProcedureStatus,PropertyRepresentation,PropertyType,ProvenanceEntityRole,PublicationStatus,QualityType,QuantityComparator,QuestionnaireItemOperator,QuestionnaireItemType,QuestionnaireResponseStatus,ReferenceHandlingPolicy,ReferenceVersionRules,ReferredDocumentStatus,RelatedArtifactType,RemittanceOutcome,RepositoryType,RequestIntent,RequestPriority,RequestStatus,ResearchElementType,ResearchStudyStatus,ResearchSubjectStatus,ResourceType,ResourceVersionPolicy,ResponseType,RestfulCapabilityMode,RiskAssessmentStatus,SPDXLicense,SearchComparator,SearchEntryMode,SearchModifierCode,SearchParamType,SectionMode,SequenceType,ServiceRequestIntent,ServiceRequestPriority,ServiceRequestStatus,SlicingRules,SlotStatus,SortDirection,SpecimenContainedPreference,SpecimenStatus,Status,StrandType,StructureDefinitionKind,StructureMapContextType,StructureMapGroupTypeMode,StructureMapInputMode,StructureMapModelMode,StructureMapSourceListMode,StructureMapTargetListMode,StructureMapTransform,SubscriptionChannelType,SubscriptionStatus,SupplyDeliveryStatus,SupplyRequestStatus,SystemRestfulInteraction,TaskIntent,TaskPriority,TaskStatus,TestReportActionResult,TestReportParticipantType,TestReportResult,TestReportStatus,TestScriptRequestMethodCode,TriggerType,TypeDerivationRule,TypeRestfulInteraction,UDIEntryType,UnitsOfTime,Use,VariableType,VisionBase,VisionEyes,VisionStatus,XPathUsageType,base64Binary,string,uri,xhtml
>ToTime	.Time	time
Account	DomainResource	+	type		identifier:*Identifier;status:AccountStatus;type:CodeableConcept;name:string;subject:*Reference;servicePeriod:Period;coverage:*Account.Coverage;owner:Reference;description:string;guarantor:*Account.Guarantor;partOf:Reference
Account.Coverage	BackboneElement				coverage:Reference;priority:positiveInt
Account.Guarantor	BackboneElement				party:Reference;onHold:boolean;period:Period
AccountStatus	Element				value:.String
ActionCardinalityBehavior	Element				value:.String
ActionConditionKind	Element				value:.String
ActionGroupingBehavior	Element				value:.String
ActionParticipantType	Element				value:.String
ActionPrecheckBehavior	Element				value:.String
ActionRelationshipType	Element				value:.String
ActionRequiredBehavior	Element				value:.String
ActionSelectionBehavior	Element				value:.String
ActivityDefinition	DomainResource	+	topic		url:uri;identifier:*Identifier;version:string;name:string;title:string;subtitle:string;status:PublicationStatus;experimental:boolean;subject:CodeableConcept|Reference;date:dateTime;publisher:string;contact:*ContactDetail;description:markdown;useContext:*UsageContext;jurisdiction:*CodeableConcept;purpose:markdown;usage:string;copyright:markdown;approvalDate:date;lastReviewDate:date;effectivePeriod:Period;topic:*CodeableConcept;author:*ContactDetail;editor:*ContactDetail;reviewer:*ContactDetail;endorser:*ContactDetail;relatedArtifact:*RelatedArtifact;library:*canonical;kind:ActivityDefinitionKind;profile:canonical;code:CodeableConcept;intent:RequestIntent;priority:RequestPriority;doNotPerform:boolean;timing:Timing|dateTime|Age|Period|Range|Duration;location:Reference;participant:*ActivityDefinition.Participant;product:Reference|CodeableConcept;quantity:SimpleQuantity;dosage:*Dosage;bodySite:*CodeableConcept;specimenRequirement:*Reference;observationRequirement:*Reference;observationResultRequirement:*Reference;transform:canonical;dynamicValue:*ActivityDefinition.DynamicValue
ActivityDefinition.DynamicValue	BackboneElement				path:string;expression:Expression
ActivityDefinition.Participant	BackboneElement				type:ActivityParticipantType;role:CodeableConcept
ActivityDefinitionKind	Element				value:.String
ActivityParticipantType	Element				value:.String
Address	Element				use:AddressUse;type:AddressType;text:string;line:*string;city:string;district:string;state:string;postalCode:string;country:string;period:Period
AddressType	Element				value:.String
AddressUse	Element				value:.String
AdministrativeGender	Element				value:.String
AdverseEvent	DomainResource	+	type		identifier:Identifier;actuality:AdverseEventActuality;category:*CodeableConcept;event:CodeableConcept;subject:Reference;encounter:Reference;date:dateTime;detected:dateTime;recordedDate:dateTime;resultingCondition:*Reference;location:Reference;seriousness:CodeableConcept;severity:CodeableConcept;outcome:CodeableConcept;recorder:Reference;contributor:*Reference;suspectEntity:*AdverseEvent.SuspectEntity;subjectMedicalHistory:*Reference;referenceDocument:*Reference;study:*Reference
AdverseEvent.SuspectEntity	BackboneElement				instance:Reference;causality:*AdverseEvent.SuspectEntity.Causality
AdverseEvent.SuspectEntity.Causality	BackboneElement				assessment:CodeableConcept;productRelatedness:string;author:Reference;method:CodeableConcept
AdverseEventActuality	Element				value:.String
Age	Quantity				
AggregationMode	Element				value:.String
AllergyIntolerance	DomainResource	+	code		identifier:*Identifier;clinicalStatus:CodeableConcept;verificationStatus:CodeableConcept;type:AllergyIntoleranceType;category:*AllergyIntoleranceCategory;criticality:AllergyIntoleranceCriticality;code:CodeableConcept;patient:Reference;encounter:Reference;onset:dateTime|Age|Period|Range|string;recordedDate:dateTime;recorder:Reference;asserter:Reference;lastOccurrence:dateTime;note:*Annotation;reaction:*AllergyIntolerance.Reaction
AllergyIntolerance.Reaction	BackboneElement				substance:CodeableConcept;manifestation:*CodeableConcept;description:string;onset:dateTime;severity:AllergyIntoleranceSeverity;exposureRoute:CodeableConcept;note:*Annotation
AllergyIntoleranceCategory	Element				value:.String
AllergyIntoleranceCriticality	Element				value:.String
AllergyIntoleranceSeverity	Element				value:.String
AllergyIntoleranceType	Element				value:.String
Annotation	Element				author:Reference|string;time:dateTime;text:markdown
Appointment	DomainResource	+	serviceType		identifier:*Identifier;status:AppointmentStatus;cancelationReason:CodeableConcept;serviceCategory:*CodeableConcept;serviceType:*CodeableConcept;specialty:*CodeableConcept;appointmentType:CodeableConcept;reasonCode:*CodeableConcept;reasonReference:*Reference;priority:unsignedInt;description:string;supportingInformation:*Reference;start:instant;end:instant;minutesDuration:positiveInt;slot:*Reference;created:dateTime;comment:string;patientInstruction:string;basedOn:*Reference;participant:*Appointment.Participant;requestedPeriod:*Period
Appointment.Participant	BackboneElement				type:*CodeableConcept;actor:Reference;required:ParticipantRequired;status:ParticipationStatus;period:Period
AppointmentResponse	DomainResource	+			identifier:*Identifier;appointment:Reference;start:instant;end:instant;participantType:*CodeableConcept;actor:Reference;participantStatus:ParticipantStatus;comment:string
AppointmentStatus	Element				value:.String
AssertionDirectionType	Element				value:.String
AssertionOperatorType	Element				value:.String
AssertionResponseTypes	Element				value:.String
Attachment	Element				contentType:MimeType;language:code;data:base64Binary;url:url;size:unsignedInt;hash:base64Binary;title:string;creation:dateTime
AuditEvent	DomainResource	+			type:Coding;subtype:*Coding;action:AuditEventAction;period:Period;recorded:instant;outcome:AuditEventOutcome;outcomeDesc:string;purposeOfEvent:*CodeableConcept;agent:*AuditEvent.Agent;source:AuditEvent.Source;entity:*AuditEvent.Entity
AuditEvent.Agent	BackboneElement				type:CodeableConcept;role:*CodeableConcept;who:Reference;altId:string;name:string;requestor:boolean;location:Reference;policy:*uri;media:Coding;network:AuditEvent.Agent.Network;purposeOfUse:*CodeableConcept
AuditEvent.Agent.Network	BackboneElement				address:string;type:AuditEventAgentNetworkType
AuditEvent.Entity	BackboneElement				what:Reference;type:Coding;role:Coding;lifecycle:Coding;securityLabel:*Coding;name:string;description:string;query:base64Binary;detail:*AuditEvent.Entity.Detail
AuditEvent.Entity.Detail	BackboneElement				type:string;value:string|base64Binary
AuditEvent.Source	BackboneElement				site:string;observer:Reference;type:*Coding
AuditEventAction	Element				value:.String
AuditEventAgentNetworkType	Element				value:.String
AuditEventOutcome	Element				value:.String
BackboneElement	Element				modifierExtension:*Extension
Basic	DomainResource	+	code		identifier:*Identifier;code:CodeableConcept;subject:Reference;created:date;author:Reference
Binary	Resource	+			contentType:MimeType;securityContext:Reference;data:base64Binary
BindingStrength	Element				value:.String
BiologicallyDerivedProduct	DomainResource	+			identifier:*Identifier;productCategory:BiologicallyDerivedProductCategory;productCode:CodeableConcept;status:BiologicallyDerivedProductStatus;request:*Reference;quantity:integer;parent:*Reference;collection:BiologicallyDerivedProduct.Collection;processing:*BiologicallyDerivedProduct.Processing;manipulation:BiologicallyDerivedProduct.Manipulation;storage:*BiologicallyDerivedProduct.Storage
BiologicallyDerivedProduct.Collection	BackboneElement				collector:Reference;source:Reference;collected:dateTime|Period
BiologicallyDerivedProduct.Manipulation	BackboneElement				description:string;time:dateTime|Period
BiologicallyDerivedProduct.Processing	BackboneElement				description:string;procedure:CodeableConcept;additive:Reference;time:dateTime|Period
BiologicallyDerivedProduct.Storage	BackboneElement				description:string;temperature:decimal;scale:BiologicallyDerivedProductStorageScale;duration:Period
BiologicallyDerivedProductCategory	Element				value:.String
BiologicallyDerivedProductStatus	Element				value:.String
BiologicallyDerivedProductStorageScale	Element				value:.String
BodyStructure	DomainResource	+			identifier:*Identifier;active:boolean;morphology:CodeableConcept;location:CodeableConcept;locationQualifier:*CodeableConcept;description:string;image:*Attachment;patient:Reference
Bundle	Resource	+			identifier:Identifier;type:BundleType;timestamp:instant;total:unsignedInt;link:*Bundle.Link;entry:*Bundle.Entry;signature:Signature
Bundle.Entry	BackboneElement				link:*;fullUrl:uri;resource:Resource;search:Bundle.Entry.Search;request:Bundle.Entry.Request;response:Bundle.Entry.Response
Bundle.Entry.Request	BackboneElement				method:HTTPVerb;url:uri;ifNoneMatch:string;ifModifiedSince:instant;ifMatch:string;ifNoneExist:string
Bundle.Entry.Response	BackboneElement				status:string;location:uri;etag:string;lastModified:instant;outcome:Resource
Bundle.Entry.Search	BackboneElement				mode:SearchEntryMode;score:decimal
Bundle.Link	BackboneElement				relation:string;url:uri
BundleType	Element				value:.String
CapabilityStatement	DomainResource	+			url:uri;version:string;name:string;title:string;status:PublicationStatus;experimental:boolean;date:dateTime;publisher:string;contact:*ContactDetail;description:markdown;useContext:*UsageContext;jurisdiction:*CodeableConcept;purpose:markdown;copyright:markdown;kind:CapabilityStatementKind;instantiates:*canonical;imports:*canonical;software:CapabilityStatement.Software;implementation:CapabilityStatement.Implementation;fhirVersion:FHIRVersion;format:*MimeType;patchFormat:*MimeType;implementationGuide:*canonical;rest:*CapabilityStatement.Rest;messaging:*CapabilityStatement.Messaging;document:*CapabilityStatement.Document
CapabilityStatement.Document	BackboneElement				mode:DocumentMode;documentation:markdown;profile:canonical
CapabilityStatement.Implementation	BackboneElement				description:string;url:url;custodian:Reference
CapabilityStatement.Messaging	BackboneElement				endpoint:*CapabilityStatement.Messaging.Endpoint;reliableCache:unsignedInt;documentation:markdown;supportedMessage:*CapabilityStatement.Messaging.SupportedMessage
CapabilityStatement.Messaging.Endpoint	BackboneElement				protocol:Coding;address:url
CapabilityStatement.Messaging.SupportedMessage	BackboneElement				mode:EventCapabilityMode;definition:canonical
CapabilityStatement.Rest	BackboneElement				mode:RestfulCapabilityMode;documentation:markdown;security:CapabilityStatement.Rest.Security;resource:*CapabilityStatement.Rest.Resource;interaction:*CapabilityStatement.Rest.Interaction;searchParam:*;operation:*;compartment:*canonical
CapabilityStatement.Rest.Interaction	BackboneElement				code:SystemRestfulInteraction;documentation:markdown
CapabilityStatement.Rest.Resource	BackboneElement				type:ResourceType;profile:canonical;supportedProfile:*canonical;documentation:markdown;interaction:*CapabilityStatement.Rest.Resource.Interaction;versioning:ResourceVersionPolicy;readHistory:boolean;updateCreate:boolean;conditionalCreate:boolean;conditionalRead:ConditionalReadStatus;conditionalUpdate:boolean;conditionalDelete:ConditionalDeleteStatus;referencePolicy:*ReferenceHandlingPolicy;searchInclude:*string;searchRevInclude:*string;searchParam:*CapabilityStatement.Rest.Resource.SearchParam;operation:*CapabilityStatement.Rest.Resource.Operation
CapabilityStatement.Rest.Resource.Interaction	BackboneElement				code:TypeRestfulInteraction;documentation:markdown
CapabilityStatement.Rest.Resource.Operation	BackboneElement				name:string;definition:canonical;documentation:markdown
CapabilityStatement.Rest.Resource.SearchParam	BackboneElement				name:string;definition:canonical;type:SearchParamType;documentation:markdown
CapabilityStatement.Rest.Security	BackboneElement				cors:boolean;service:*CodeableConcept;description:markdown
CapabilityStatement.Software	BackboneElement				name:string;version:string;releaseDate:dateTime
CapabilityStatementKind	Element				value:.String
CarePlan	DomainResource	+	category		identifier:*Identifier;instantiatesCanonical:*canonical;instantiatesUri:*uri;basedOn:*Reference;replaces:*Reference;partOf:*Reference;status:CarePlanStatus;intent:CarePlanIntent;category:*CodeableConcept;title:string;description:string;subject:Reference;encounter:Reference;period:Period;created:dateTime;author:Reference;contributor:*Reference;careTeam:*Reference;addresses:*Reference;supportingInfo:*Reference;goal:*Reference;activity:*CarePlan.Activity;note:*Annotation
CarePlan.Activity	BackboneElement				outcomeCodeableConcept:*CodeableConcept;outcomeReference:*Reference;progress:*Annotation;reference:Reference;detail:CarePlan.Activity.Detail
CarePlan.Activity.Detail	BackboneElement				kind:CarePlanActivityKind;instantiatesCanonical:*canonical;instantiatesUri:*uri;code:CodeableConcept;reasonCode:*CodeableConcept;reasonReference:*Reference;goal:*Reference;status:CarePlanActivityStatus;statusReason:CodeableConcept;doNotPerform:boolean;scheduled:Timing|Period|string;location:Reference;performer:*Reference;product:CodeableConcept|Reference;dailyAmount:SimpleQuantity;quantity:SimpleQuantity;description:string
CarePlanActivityKind	Element				value:.String
CarePlanActivityStatus	Element				value:.String
CarePlanIntent	Element				value:.String
CarePlanStatus	Element				value:.String
CareTeam	DomainResource	+	category		identifier:*Identifier;status:CareTeamStatus;category:*CodeableConcept;name:string;subject:Reference;encounter:Reference;period:Period;participant:*CareTeam.Participant;reasonCode:*CodeableConcept;reasonReference:*Reference;managingOrganization:*Reference;telecom:*ContactPoint;note:*Annotation
CareTeam.Participant	BackboneElement				role:*CodeableConcept;member:Reference;onBehalfOf:Reference;period:Period
CareTeamStatus	Element				value:.String
CatalogEntry	DomainResource	+			identifier:*Identifier;type:CodeableConcept;orderable:boolean;referencedItem:Reference;additionalIdentifier:*Identifier;classification:*CodeableConcept;status:PublicationStatus;validityPeriod:Period;validTo:dateTime;lastUpdated:dateTime;additionalCharacteristic:*CodeableConcept;additionalClassification:*CodeableConcept;relatedEntry:*CatalogEntry.RelatedEntry
CatalogEntry.RelatedEntry	BackboneElement				relationtype:CatalogEntryRelationType;item:Reference
CatalogEntryRelationType	Element				value:.String
ChargeItem	DomainResource	+	code		identifier:*Identifier;definitionUri:*uri;definitionCanonical:*canonical;status:ChargeItemStatus;partOf:*Reference;code:CodeableConcept;subject:Reference;context:Reference;occurrence:dateTime|Period|Timing;performer:*ChargeItem.Performer;performingOrganization:Reference;requestingOrganization:Reference;costCenter:Reference;quantity:Quantity;bodysite:*CodeableConcept;factorOverride:decimal;priceOverride:Money;overrideReason:string;enterer:Reference;enteredDate:dateTime;reason:*CodeableConcept;service:*Reference;product:Reference|CodeableConcept;account:*Reference;note:*Annotation;supportingInformation:*Reference
ChargeItem.Performer	BackboneElement				function:CodeableConcept;actor:Reference
ChargeItemDefinition	DomainResource	+	code		url:uri;identifier:*Identifier;version:string;title:string;derivedFromUri:*uri;partOf:*canonical;replaces:*canonical;status:PublicationStatus;experimental:boolean;date:dateTime;publisher:string;contact:*ContactDetail;description:markdown;useContext:*UsageContext;jurisdiction:*CodeableConcept;copyright:markdown;approvalDate:date;lastReviewDate:date;effectivePeriod:Period;code:CodeableConcept;instance:*Reference;applicability:*ChargeItemDefinition.Applicability;propertyGroup:*ChargeItemDefinition.PropertyGroup
ChargeItemDefinition.Applicability	BackboneElement				description:string;language:string;expression:string
ChargeItemDefinition.PropertyGroup	BackboneElement				applicability:*;priceComponent:*ChargeItemDefinition.PropertyGroup.PriceComponent
ChargeItemDefinition.PropertyGroup.PriceComponent	BackboneElement				type:ChargeItemDefinitionPriceComponentType;code:CodeableConcept;factor:decimal;amount:Money
ChargeItemDefinitionPriceComponentType	Element				value:.String
ChargeItemStatus	Element				value:.String
Claim	DomainResource	+	type		identifier:*Identifier;status:ClaimStatus;type:CodeableConcept;subType:CodeableConcept;use:Use;patient:Reference;billablePeriod:Period;created:dateTime;enterer:Reference;insurer:Reference;provider:Reference;priority:CodeableConcept;fundsReserve:CodeableConcept;related:*Claim.Related;prescription:Reference;originalPrescription:Reference;payee:Claim.Payee;referral:Reference;facility:Reference;careTeam:*Claim.CareTeam;supportingInfo:*Claim.SupportingInfo;diagnosis:*Claim.Diagnosis;procedure:*Claim.Procedure;insurance:*Claim.Insurance;accident:Claim.Accident;item:*Claim.Item;total:Money
Claim.Accident	BackboneElement				date:date;type:CodeableConcept;location:Address|Reference
Claim.CareTeam	BackboneElement				sequence:positiveInt;provider:Reference;responsible:boolean;role:CodeableConcept;qualification:CodeableConcept
Claim.Diagnosis	BackboneElement				sequence:positiveInt;diagnosis:CodeableConcept|Reference;type:*CodeableConcept;onAdmission:CodeableConcept;packageCode:CodeableConcept
Claim.Insurance	BackboneElement				sequence:positiveInt;focal:boolean;identifier:Identifier;coverage:Reference;businessArrangement:string;preAuthRef:*string;claimResponse:Reference
Claim.Item	BackboneElement				sequence:positiveInt;careTeamSequence:*positiveInt;diagnosisSequence:*positiveInt;procedureSequence:*positiveInt;informationSequence:*positiveInt;revenue:CodeableConcept;category:CodeableConcept;productOrService:CodeableConcept;modifier:*CodeableConcept;programCode:*CodeableConcept;serviced:date|Period;location:CodeableConcept|Address|Reference;quantity:SimpleQuantity;unitPrice:Money;factor:decimal;net:Money;udi:*Reference;bodySite:CodeableConcept;subSite:*CodeableConcept;encounter:*Reference;detail:*Claim.Item.Detail
Claim.Item.Detail	BackboneElement				sequence:positiveInt;revenue:CodeableConcept;category:CodeableConcept;productOrService:CodeableConcept;modifier:*CodeableConcept;programCode:*CodeableConcept;quantity:SimpleQuantity;unitPrice:Money;factor:decimal;net:Money;udi:*Reference;subDetail:*Claim.Item.Detail.SubDetail
Claim.Item.Detail.SubDetail	BackboneElement				sequence:positiveInt;revenue:CodeableConcept;category:CodeableConcept;productOrService:CodeableConcept;modifier:*CodeableConcept;programCode:*CodeableConcept;quantity:SimpleQuantity;unitPrice:Money;factor:decimal;net:Money;udi:*Reference
Claim.Payee	BackboneElement				type:CodeableConcept;party:Reference
Claim.Procedure	BackboneElement				sequence:positiveInt;type:*CodeableConcept;date:dateTime;procedure:CodeableConcept|Reference;udi:*Reference
Claim.Related	BackboneElement				claim:Reference;relationship:CodeableConcept;reference:Identifier
Claim.SupportingInfo	BackboneElement				sequence:positiveInt;category:CodeableConcept;code:CodeableConcept;timing:date|Period;value:boolean|string|Quantity|Attachment|Reference;reason:CodeableConcept
ClaimResponse	DomainResource	+			identifier:*Identifier;status:ClaimResponseStatus;type:CodeableConcept;subType:CodeableConcept;use:Use;patient:Reference;created:dateTime;insurer:Reference;requestor:Reference;request:Reference;outcome:RemittanceOutcome;disposition:string;preAuthRef:string;preAuthPeriod:Period;payeeType:CodeableConcept;item:*ClaimResponse.Item;addItem:*ClaimResponse.AddItem;adjudication:*;total:*ClaimResponse.Total;payment:ClaimResponse.Payment;fundsReserve:CodeableConcept;formCode:CodeableConcept;form:Attachment;processNote:*ClaimResponse.ProcessNote;communicationRequest:*Reference;insurance:*ClaimResponse.Insurance;error:*ClaimResponse.Error
ClaimResponse.AddItem	BackboneElement				itemSequence:*positiveInt;detailSequence:*positiveInt;subdetailSequence:*positiveInt;provider:*Reference;productOrService:CodeableConcept;modifier:*CodeableConcept;programCode:*CodeableConcept;serviced:date|Period;location:CodeableConcept|Address|Reference;quantity:SimpleQuantity;unitPrice:Money;factor:decimal;net:Money;bodySite:CodeableConcept;subSite:*CodeableConcept;noteNumber:*positiveInt;adjudication:*;detail:*ClaimResponse.AddItem.Detail
ClaimResponse.AddItem.Detail	BackboneElement				productOrService:CodeableConcept;modifier:*CodeableConcept;quantity:SimpleQuantity;unitPrice:Money;factor:decimal;net:Money;noteNumber:*positiveInt;adjudication:*;subDetail:*ClaimResponse.AddItem.Detail.SubDetail
ClaimResponse.AddItem.Detail.SubDetail	BackboneElement				productOrService:CodeableConcept;modifier:*CodeableConcept;quantity:SimpleQuantity;unitPrice:Money;factor:decimal;net:Money;noteNumber:*positiveInt;adjudication:*
ClaimResponse.Error	BackboneElement				itemSequence:positiveInt;detailSequence:positiveInt;subDetailSequence:positiveInt;code:CodeableConcept
ClaimResponse.Insurance	BackboneElement				sequence:positiveInt;focal:boolean;coverage:Reference;businessArrangement:string;claimResponse:Reference
ClaimResponse.Item	BackboneElement				itemSequence:positiveInt;noteNumber:*positiveInt;adjudication:*ClaimResponse.Item.Adjudication;detail:*ClaimResponse.Item.Detail
ClaimResponse.Item.Adjudication	BackboneElement				category:CodeableConcept;reason:CodeableConcept;amount:Money;value:decimal
ClaimResponse.Item.Detail	BackboneElement				detailSequence:positiveInt;noteNumber:*positiveInt;adjudication:*;subDetail:*ClaimResponse.Item.Detail.SubDetail
ClaimResponse.Item.Detail.SubDetail	BackboneElement				subDetailSequence:positiveInt;noteNumber:*positiveInt;adjudication:*
ClaimResponse.Payment	BackboneElement				type:CodeableConcept;adjustment:Money;adjustmentReason:CodeableConcept;date:date;amount:Money;identifier:Identifier
ClaimResponse.ProcessNote	BackboneElement				number:positiveInt;type:NoteType;text:string;language:CodeableConcept
ClaimResponse.Total	BackboneElement				category:CodeableConcept;amount:Money
ClaimResponseStatus	Element				value:.String
ClaimStatus	Element				value:.String
ClinicalImpression	DomainResource	+	code		identifier:*Identifier;status:ClinicalImpressionStatus;statusReason:CodeableConcept;code:CodeableConcept;description:string;subject:Reference;encounter:Reference;effective:dateTime|Period;date:dateTime;assessor:Reference;previous:Reference;problem:*Reference;investigation:*ClinicalImpression.Investigation;protocol:*uri;summary:string;finding:*ClinicalImpression.Finding;prognosisCodeableConcept:*CodeableConcept;prognosisReference:*Reference;supportingInfo:*Reference;note:*Annotation
ClinicalImpression.Finding	BackboneElement				itemCodeableConcept:CodeableConcept;itemReference:Reference;basis:string
ClinicalImpression.Investigation	BackboneElement				code:CodeableConcept;item:*Reference
ClinicalImpressionStatus	Element				value:.String
CodeSearchSupport	Element				value:.String
CodeSystem	DomainResource	+			url:uri;identifier:*Identifier;version:string;name:string;title:string;status:PublicationStatus;experimental:boolean;date:dateTime;publisher:string;contact:*ContactDetail;description:markdown;useContext:*UsageContext;jurisdiction:*CodeableConcept;purpose:markdown;copyright:markdown;caseSensitive:boolean;valueSet:canonical;hierarchyMeaning:CodeSystemHierarchyMeaning;compositional:boolean;versionNeeded:boolean;content:CodeSystemContentMode;supplements:canonical;count:unsignedInt;filter:*CodeSystem.Filter;property:*CodeSystem.Property;concept:*CodeSystem.Concept
CodeSystem.Concept	BackboneElement				code:code;display:string;definition:string;designation:*CodeSystem.Concept.Designation;property:*CodeSystem.Concept.Property;concept:*
CodeSystem.Concept.Designation	BackboneElement				language:code;use:Coding;value:string
CodeSystem.Concept.Property	BackboneElement				code:code;value:code|Coding|string|integer|boolean|dateTime|decimal
CodeSystem.Filter	BackboneElement				code:code;description:string;operator:*FilterOperator;value:string
CodeSystem.Property	BackboneElement				code:code;uri:uri;description:string;type:PropertyType
CodeSystemContentMode	Element				value:.String
CodeSystemHierarchyMeaning	Element				value:.String
CodeableConcept	Element				coding:*Coding;text:string
Coding	Element		code		system:uri;version:string;code:code;display:string;userSelected:boolean
Communication	DomainResource	+	reasonCode		identifier:*Identifier;instantiatesCanonical:*canonical;instantiatesUri:*uri;basedOn:*Reference;partOf:*Reference;inResponseTo:*Reference;status:CommunicationStatus;statusReason:CodeableConcept;category:*CodeableConcept;priority:CommunicationPriority;medium:*CodeableConcept;subject:Reference;topic:CodeableConcept;about:*Reference;encounter:Reference;sent:dateTime;received:dateTime;recipient:*Reference;sender:Reference;reasonCode:*CodeableConcept;reasonReference:*Reference;payload:*Communication.Payload;note:*Annotation
Communication.Payload	BackboneElement				content:string|Attachment|Reference
CommunicationPriority	Element				value:.String
CommunicationRequest	DomainResource	+	category		identifier:*Identifier;basedOn:*Reference;replaces:*Reference;groupIdentifier:Identifier;status:CommunicationRequestStatus;statusReason:CodeableConcept;category:*CodeableConcept;priority:CommunicationPriority;doNotPerform:boolean;medium:*CodeableConcept;subject:Reference;about:*Reference;encounter:Reference;payload:*CommunicationRequest.Payload;occurrence:dateTime|Period;authoredOn:dateTime;requester:Reference;recipient:*Reference;sender:Reference;reasonCode:*CodeableConcept;reasonReference:*Reference;note:*Annotation
CommunicationRequest.Payload	BackboneElement				content:string|Attachment|Reference
CommunicationRequestStatus	Element				value:.String
CommunicationStatus	Element				value:.String
CompartmentCode	Element				value:.String
CompartmentDefinition	DomainResource	+			url:uri;version:string;name:string;status:PublicationStatus;experimental:boolean;date:dateTime;publisher:string;contact:*ContactDetail;description:markdown;useContext:*UsageContext;purpose:markdown;code:CompartmentType;search:boolean;resource:*CompartmentDefinition.Resource
CompartmentDefinition.Resource	BackboneElement				code:ResourceType;param:*string;documentation:string
CompartmentType	Element				value:.String
Composition	DomainResource	+	type		identifier:Identifier;status:CompositionStatus;type:CodeableConcept;category:*CodeableConcept;subject:Reference;encounter:Reference;date:dateTime;author:*Reference;title:string;confidentiality:DocumentConfidentiality;attester:*Composition.Attester;custodian:Reference;relatesTo:*Composition.RelatesTo;event:*Composition.Event;section:*Composition.Section
Composition.Attester	BackboneElement				mode:CompositionAttestationMode;time:dateTime;party:Reference
Composition.Event	BackboneElement				code:*CodeableConcept;period:Period;detail:*Reference
Composition.RelatesTo	BackboneElement				code:DocumentRelationshipType;target:Identifier|Reference
Composition.Section	BackboneElement				title:string;code:CodeableConcept;author:*Reference;focus:Reference;text:Narrative;mode:SectionMode;orderedBy:CodeableConcept;entry:*Reference;emptyReason:CodeableConcept;section:*
CompositionAttestationMode	Element				value:.String
CompositionStatus	Element				value:.String
ConceptMap	DomainResource	+			url:uri;identifier:Identifier;version:string;name:string;title:string;status:PublicationStatus;experimental:boolean;date:dateTime;publisher:string;contact:*ContactDetail;description:markdown;useContext:*UsageContext;jurisdiction:*CodeableConcept;purpose:markdown;copyright:markdown;source:uri|canonical;target:uri|canonical;group:*ConceptMap.Group
ConceptMap.Group	BackboneElement				source:uri;sourceVersion:string;target:uri;targetVersion:string;element:*ConceptMap.Group.Element;unmapped:ConceptMap.Group.Unmapped
ConceptMap.Group.Element	BackboneElement				code:code;display:string;target:*ConceptMap.Group.Element.Target
ConceptMap.Group.Element.Target	BackboneElement				code:code;display:string;equivalence:ConceptMapEquivalence;comment:string;dependsOn:*ConceptMap.Group.Element.Target.DependsOn;product:*
ConceptMap.Group.Element.Target.DependsOn	BackboneElement				property:uri;system:canonical;value:string;display:string
ConceptMap.Group.Unmapped	BackboneElement				mode:ConceptMapGroupUnmappedMode;code:code;display:string;url:canonical
ConceptMapEquivalence	Element				value:.String
ConceptMapGroupUnmappedMode	Element				value:.String
Condition	DomainResource	+	code		identifier:*Identifier;clinicalStatus:CodeableConcept;verificationStatus:CodeableConcept;category:*CodeableConcept;severity:CodeableConcept;code:CodeableConcept;bodySite:*CodeableConcept;subject:Reference;encounter:Reference;onset:dateTime|Age|Period|Range|string;abatement:dateTime|Age|Period|Range|string;recordedDate:dateTime;recorder:Reference;asserter:Reference;stage:*Condition.Stage;evidence:*Condition.Evidence;note:*Annotation
Condition.Evidence	BackboneElement				code:*CodeableConcept;detail:*Reference
Condition.Stage	BackboneElement				summary:CodeableConcept;assessment:*Reference;type:CodeableConcept
ConditionalDeleteStatus	Element				value:.String
ConditionalReadStatus	Element				value:.String
Consent	DomainResource	+	category		identifier:*Identifier;status:ConsentState;scope:CodeableConcept;category:*CodeableConcept;patient:Reference;dateTime:dateTime;performer:*Reference;organization:*Reference;source:Attachment|Reference;policy:*Consent.Policy;policyRule:CodeableConcept;verification:*Consent.Verification;provision:Consent.Provision
Consent.Policy	BackboneElement				authority:uri;uri:uri
Consent.Provision	BackboneElement				type:ConsentProvisionType;period:Period;actor:*Consent.Provision.Actor;action:*CodeableConcept;securityLabel:*Coding;purpose:*Coding;class:*Coding;code:*CodeableConcept;dataPeriod:Period;data:*Consent.Provision.Data;provision:*
Consent.Provision.Actor	BackboneElement				role:CodeableConcept;reference:Reference
Consent.Provision.Data	BackboneElement				meaning:ConsentDataMeaning;reference:Reference
Consent.Verification	BackboneElement				verified:boolean;verifiedWith:Reference;verificationDate:dateTime
ConsentDataMeaning	Element				value:.String
ConsentProvisionType	Element				value:.String
ConsentState	Element				value:.String
ConstraintSeverity	Element				value:.String
ContactDetail	Element				name:string;telecom:*ContactPoint
ContactPoint	Element				system:ContactPointSystem;value:string;use:ContactPointUse;rank:positiveInt;period:Period
ContactPointSystem	Element				value:.String
ContactPointUse	Element				value:.String
Contract	DomainResource	+			identifier:*Identifier;url:uri;version:string;status:ContractStatus;legalState:CodeableConcept;instantiatesCanonical:Reference;instantiatesUri:uri;contentDerivative:CodeableConcept;issued:dateTime;applies:Period;expirationType:CodeableConcept;subject:*Reference;authority:*Reference;domain:*Reference;site:*Reference;name:string;title:string;subtitle:string;alias:*string;author:Reference;scope:CodeableConcept;topic:CodeableConcept|Reference;type:CodeableConcept;subType:*CodeableConcept;contentDefinition:Contract.ContentDefinition;term:*Contract.Term;supportingInfo:*Reference;relevantHistory:*Reference;signer:*Contract.Signer;friendly:*Contract.Friendly;legal:*Contract.Legal;rule:*Contract.Rule;legallyBinding:Attachment|Reference
Contract.ContentDefinition	BackboneElement				type:CodeableConcept;subType:CodeableConcept;publisher:Reference;publicationDate:dateTime;publicationStatus:ContractPublicationStatus;copyright:markdown
Contract.Friendly	BackboneElement				content:Attachment|Reference
Contract.Legal	BackboneElement				content:Attachment|Reference
Contract.Rule	BackboneElement				content:Attachment|Reference
Contract.Signer	BackboneElement				type:Coding;party:Reference;signature:*Signature
Contract.Term	BackboneElement				identifier:Identifier;issued:dateTime;applies:Period;topic:CodeableConcept|Reference;type:CodeableConcept;subType:CodeableConcept;text:string;securityLabel:*Contract.Term.SecurityLabel;offer:Contract.Term.Offer;asset:*Contract.Term.Asset;action:*Contract.Term.Action;group:*
Contract.Term.Action	BackboneElement				doNotPerform:boolean;type:CodeableConcept;subject:*Contract.Term.Action.Subject;intent:CodeableConcept;linkId:*string;status:CodeableConcept;context:Reference;contextLinkId:*string;occurrence:dateTime|Period|Timing;requester:*Reference;requesterLinkId:*string;performerType:*CodeableConcept;performerRole:CodeableConcept;performer:Reference;performerLinkId:*string;reasonCode:*CodeableConcept;reasonReference:*Reference;reason:*string;reasonLinkId:*string;note:*Annotation;securityLabelNumber:*unsignedInt
Contract.Term.Action.Subject	BackboneElement				reference:*Reference;role:CodeableConcept
Contract.Term.Asset	BackboneElement				scope:CodeableConcept;type:*CodeableConcept;typeReference:*Reference;subtype:*CodeableConcept;relationship:Coding;context:*Contract.Term.Asset.Context;condition:string;periodType:*CodeableConcept;period:*Period;usePeriod:*Period;text:string;linkId:*string;answer:*;securityLabelNumber:*unsignedInt;valuedItem:*Contract.Term.Asset.ValuedItem
Contract.Term.Asset.Context	BackboneElement				reference:Reference;code:*CodeableConcept;text:string
Contract.Term.Asset.ValuedItem	BackboneElement				entity:CodeableConcept|Reference;identifier:Identifier;effectiveTime:dateTime;quantity:SimpleQuantity;unitPrice:Money;factor:decimal;points:decimal;net:Money;payment:string;paymentDate:dateTime;responsible:Reference;recipient:Reference;linkId:*string;securityLabelNumber:*unsignedInt
Contract.Term.Offer	BackboneElement				identifier:*Identifier;party:*Contract.Term.Offer.Party;topic:Reference;type:CodeableConcept;decision:CodeableConcept;decisionMode:*CodeableConcept;answer:*Contract.Term.Offer.Answer;text:string;linkId:*string;securityLabelNumber:*unsignedInt
Contract.Term.Offer.Answer	BackboneElement				value:boolean|decimal|integer|date|dateTime|time|string|uri|Attachment|Coding|Quantity|Reference
Contract.Term.Offer.Party	BackboneElement				reference:*Reference;role:CodeableConcept
Contract.Term.SecurityLabel	BackboneElement				number:*unsignedInt;classification:Coding;category:*Coding;control:*Coding
ContractPublicationStatus	Element				value:.String
ContractStatus	Element				value:.String
Contributor	Element				type:ContributorType;name:string;contact:*ContactDetail
ContributorType	Element				value:.String
Count	Quantity				
Coverage	DomainResource	+	type		identifier:*Identifier;status:CoverageStatus;type:CodeableConcept;policyHolder:Reference;subscriber:Reference;subscriberId:string;beneficiary:Reference;dependent:string;relationship:CodeableConcept;period:Period;payor:*Reference;class:*Coverage.Class;order:positiveInt;network:string;costToBeneficiary:*Coverage.CostToBeneficiary;subrogation:boolean;contract:*Reference
Coverage.Class	BackboneElement				type:CodeableConcept;value:string;name:string
Coverage.CostToBeneficiary	BackboneElement				type:CodeableConcept;value:SimpleQuantity|Money;exception:*Coverage.CostToBeneficiary.Exception
Coverage.CostToBeneficiary.Exception	BackboneElement				type:CodeableConcept;period:Period
CoverageEligibilityRequest	DomainResource	+			identifier:*Identifier;status:EligibilityRequestStatus;priority:CodeableConcept;purpose:*EligibilityRequestPurpose;patient:Reference;serviced:date|Period;created:dateTime;enterer:Reference;provider:Reference;insurer:Reference;facility:Reference;supportingInfo:*CoverageEligibilityRequest.SupportingInfo;insurance:*CoverageEligibilityRequest.Insurance;item:*CoverageEligibilityRequest.Item
CoverageEligibilityRequest.Insurance	BackboneElement				focal:boolean;coverage:Reference;businessArrangement:string
CoverageEligibilityRequest.Item	BackboneElement				supportingInfoSequence:*positiveInt;category:CodeableConcept;productOrService:CodeableConcept;modifier:*CodeableConcept;provider:Reference;quantity:SimpleQuantity;unitPrice:Money;facility:Reference;diagnosis:*CoverageEligibilityRequest.Item.Diagnosis;detail:*Reference
CoverageEligibilityRequest.Item.Diagnosis	BackboneElement				diagnosis:CodeableConcept|Reference
CoverageEligibilityRequest.SupportingInfo	BackboneElement				sequence:positiveInt;information:Reference;appliesToAll:boolean
CoverageEligibilityResponse	DomainResource	+			identifier:*Identifier;status:EligibilityResponseStatus;purpose:*EligibilityResponsePurpose;patient:Reference;serviced:date|Period;created:dateTime;requestor:Reference;request:Reference;outcome:RemittanceOutcome;disposition:string;insurer:Reference;insurance:*CoverageEligibilityResponse.Insurance;preAuthRef:string;form:CodeableConcept;error:*CoverageEligibilityResponse.Error
CoverageEligibilityResponse.Error	BackboneElement				code:CodeableConcept
CoverageEligibilityResponse.Insurance	BackboneElement				coverage:Reference;inforce:boolean;benefitPeriod:Period;item:*CoverageEligibilityResponse.Insurance.Item
CoverageEligibilityResponse.Insurance.Item	BackboneElement				category:CodeableConcept;productOrService:CodeableConcept;modifier:*CodeableConcept;provider:Reference;excluded:boolean;name:string;description:string;network:CodeableConcept;unit:CodeableConcept;term:CodeableConcept;benefit:*CoverageEligibilityResponse.Insurance.Item.Benefit;authorizationRequired:boolean;authorizationSupporting:*CodeableConcept;authorizationUrl:uri
CoverageEligibilityResponse.Insurance.Item.Benefit	BackboneElement				type:CodeableConcept;allowed:unsignedInt|string|Money;used:unsignedInt|string|Money
CoverageStatus	Element				value:.String
CurrencyCode	Element				value:.String
DataRequirement	Element				type:FHIRAllTypes;profile:*canonical;subject:CodeableConcept|Reference;mustSupport:*string;codeFilter:*DataRequirement.CodeFilter;dateFilter:*DataRequirement.DateFilter;limit:positiveInt;sort:*DataRequirement.Sort
DataRequirement.CodeFilter	Element				path:string;searchParam:string;valueSet:canonical;code:*Coding
DataRequirement.DateFilter	Element				path:string;searchParam:string;value:dateTime|Period|Duration
DataRequirement.Sort	Element				path:string;direction:SortDirection
DayOfWeek	Element				value:.String
DaysOfWeek	Element				value:.String
DetectedIssue	DomainResource	+	category		identifier:*Identifier;status:DetectedIssueStatus;code:CodeableConcept;severity:DetectedIssueSeverity;patient:Reference;identified:dateTime|Period;author:Reference;implicated:*Reference;evidence:*DetectedIssue.Evidence;detail:string;reference:uri;mitigation:*DetectedIssue.Mitigation
DetectedIssue.Evidence	BackboneElement				code:*CodeableConcept;detail:*Reference
DetectedIssue.Mitigation	BackboneElement				action:CodeableConcept;date:dateTime;author:Reference
DetectedIssueSeverity	Element				value:.String
DetectedIssueStatus	Element				value:.String
Device	DomainResource	+	type		identifier:*Identifier;definition:Reference;udiCarrier:*Device.UdiCarrier;status:FHIRDeviceStatus;statusReason:*CodeableConcept;distinctIdentifier:string;manufacturer:string;manufactureDate:dateTime;expirationDate:dateTime;lotNumber:string;serialNumber:string;deviceName:*Device.DeviceName;modelNumber:string;partNumber:string;type:CodeableConcept;specialization:*Device.Specialization;version:*Device.Version;property:*Device.Property;patient:Reference;owner:Reference;contact:*ContactPoint;location:Reference;url:uri;note:*Annotation;safety:*CodeableConcept;parent:Reference
Device.DeviceName	BackboneElement				name:string;type:DeviceNameType
Device.Property	BackboneElement				type:CodeableConcept;valueQuantity:*Quantity;valueCode:*CodeableConcept
Device.Specialization	BackboneElement				systemType:CodeableConcept;version:string
Device.UdiCarrier	BackboneElement				deviceIdentifier:string;issuer:uri;jurisdiction:uri;carrierAIDC:base64Binary;carrierHRF:string;entryType:UDIEntryType
Device.Version	BackboneElement				type:CodeableConcept;component:Identifier;value:string
DeviceDefinition	DomainResource	+			identifier:*Identifier;udiDeviceIdentifier:*DeviceDefinition.UdiDeviceIdentifier;manufacturer:string|Reference;deviceName:*DeviceDefinition.DeviceName;modelNumber:string;type:CodeableConcept;specialization:*DeviceDefinition.Specialization;version:*string;safety:*CodeableConcept;shelfLifeStorage:*ProductShelfLife;physicalCharacteristics:ProdCharacteristic;languageCode:*CodeableConcept;capability:*DeviceDefinition.Capability;property:*DeviceDefinition.Property;owner:Reference;contact:*ContactPoint;url:uri;onlineInformation:uri;note:*Annotation;quantity:Quantity;parentDevice:Reference;material:*DeviceDefinition.Material
DeviceDefinition.Capability	BackboneElement				type:CodeableConcept;description:*CodeableConcept
DeviceDefinition.DeviceName	BackboneElement				name:string;type:DeviceNameType
DeviceDefinition.Material	BackboneElement				substance:CodeableConcept;alternate:boolean;allergenicIndicator:boolean
DeviceDefinition.Property	BackboneElement				type:CodeableConcept;valueQuantity:*Quantity;valueCode:*CodeableConcept
DeviceDefinition.Specialization	BackboneElement				systemType:string;version:string
DeviceDefinition.UdiDeviceIdentifier	BackboneElement				deviceIdentifier:string;issuer:uri;jurisdiction:uri
DeviceMetric	DomainResource	+	type		identifier:*Identifier;type:CodeableConcept;unit:CodeableConcept;source:Reference;parent:Reference;operationalStatus:DeviceMetricOperationalStatus;color:DeviceMetricColor;category:DeviceMetricCategory;measurementPeriod:Timing;calibration:*DeviceMetric.Calibration
DeviceMetric.Calibration	BackboneElement				type:DeviceMetricCalibrationType;state:DeviceMetricCalibrationState;time:instant
DeviceMetricCalibrationState	Element				value:.String
DeviceMetricCalibrationType	Element				value:.String
DeviceMetricCategory	Element				value:.String
DeviceMetricColor	Element				value:.String
DeviceMetricOperationalStatus	Element				value:.String
DeviceNameType	Element				value:.String
DeviceRequest	DomainResource	+	codeCodeableConcept		identifier:*Identifier;instantiatesCanonical:*canonical;instantiatesUri:*uri;basedOn:*Reference;priorRequest:*Reference;groupIdentifier:Identifier;status:DeviceRequestStatus;intent:RequestIntent;priority:RequestPriority;code:Reference|CodeableConcept;parameter:*DeviceRequest.Parameter;subject:Reference;encounter:Reference;occurrence:dateTime|Period|Timing;authoredOn:dateTime;requester:Reference;performerType:CodeableConcept;performer:Reference;reasonCode:*CodeableConcept;reasonReference:*Reference;insurance:*Reference;supportingInfo:*Reference;note:*Annotation;relevantHistory:*Reference
DeviceRequest.Parameter	BackboneElement				code:CodeableConcept;value:CodeableConcept|Quantity|Range|boolean
DeviceRequestStatus	Element				value:.String
DeviceUseStatement	DomainResource	+	device.code		identifier:*Identifier;basedOn:*Reference;status:DeviceUseStatementStatus;subject:Reference;derivedFrom:*Reference;timing:Timing|Period|dateTime;recordedOn:dateTime;source:Reference;device:Reference;reasonCode:*CodeableConcept;reasonReference:*Reference;bodySite:CodeableConcept;note:*Annotation
DeviceUseStatementStatus	Element				value:.String
DiagnosticReport	DomainResource	+	code		identifier:*Identifier;basedOn:*Reference;status:DiagnosticReportStatus;category:*CodeableConcept;code:CodeableConcept;subject:Reference;encounter:Reference;effective:dateTime|Period;issued:instant;performer:*Reference;resultsInterpreter:*Reference;specimen:*Reference;result:*Reference;imagingStudy:*Reference;media:*DiagnosticReport.Media;conclusion:string;conclusionCode:*CodeableConcept;presentedForm:*Attachment
DiagnosticReport.Media	BackboneElement				comment:string;link:Reference
DiagnosticReportStatus	Element				value:.String
DiscriminatorType	Element				value:.String
Distance	Quantity				
DocumentConfidentiality	Element				value:.String
DocumentManifest	DomainResource	+			masterIdentifier:Identifier;identifier:*Identifier;status:DocumentReferenceStatus;type:CodeableConcept;subject:Reference;created:dateTime;author:*Reference;recipient:*Reference;source:uri;description:string;content:*Reference;related:*DocumentManifest.Related
DocumentManifest.Related	BackboneElement				identifier:Identifier;ref:Reference
DocumentMode	Element				value:.String
DocumentReference	DomainResource	+			masterIdentifier:Identifier;identifier:*Identifier;status:DocumentReferenceStatus;docStatus:ReferredDocumentStatus;type:CodeableConcept;category:*CodeableConcept;subject:Reference;date:instant;author:*Reference;authenticator:Reference;custodian:Reference;relatesTo:*DocumentReference.RelatesTo;description:string;securityLabel:*CodeableConcept;content:*DocumentReference.Content;context:DocumentReference.Context
DocumentReference.Content	BackboneElement				attachment:Attachment;format:Coding
DocumentReference.Context	BackboneElement				encounter:*Reference;event:*CodeableConcept;period:Period;facilityType:CodeableConcept;practiceSetting:CodeableConcept;sourcePatientInfo:Reference;related:*Reference
DocumentReference.RelatesTo	BackboneElement				code:DocumentRelationshipType;target:Reference
DocumentReferenceStatus	Element				value:.String
DocumentRelationshipType	Element				value:.String
DomainResource	Resource				text:Narrative;contained:*Resource;extension:*Extension;modifierExtension:*Extension
Dosage	BackboneElement				sequence:integer;text:string;additionalInstruction:*CodeableConcept;patientInstruction:string;timing:Timing;asNeeded:boolean|CodeableConcept;site:CodeableConcept;route:CodeableConcept;method:CodeableConcept;doseAndRate:*Dosage.DoseAndRate;maxDosePerPeriod:Ratio;maxDosePerAdministration:SimpleQuantity;maxDosePerLifetime:SimpleQuantity
Dosage.DoseAndRate	Element				type:CodeableConcept;dose:Range|SimpleQuantity;rate:Ratio|Range|SimpleQuantity
Duration	Quantity				
EffectEvidenceSynthesis	DomainResource	+			url:uri;identifier:*Identifier;version:string;name:string;title:string;status:PublicationStatus;date:dateTime;publisher:string;contact:*ContactDetail;description:markdown;note:*Annotation;useContext:*UsageContext;jurisdiction:*CodeableConcept;copyright:markdown;approvalDate:date;lastReviewDate:date;effectivePeriod:Period;topic:*CodeableConcept;author:*ContactDetail;editor:*ContactDetail;reviewer:*ContactDetail;endorser:*ContactDetail;relatedArtifact:*RelatedArtifact;synthesisType:CodeableConcept;studyType:CodeableConcept;population:Reference;exposure:Reference;exposureAlternative:Reference;outcome:Reference;sampleSize:EffectEvidenceSynthesis.SampleSize;resultsByExposure:*EffectEvidenceSynthesis.ResultsByExposure;effectEstimate:*EffectEvidenceSynthesis.EffectEstimate;certainty:*EffectEvidenceSynthesis.Certainty
EffectEvidenceSynthesis.Certainty	BackboneElement				rating:*CodeableConcept;note:*Annotation;certaintySubcomponent:*EffectEvidenceSynthesis.Certainty.CertaintySubcomponent
EffectEvidenceSynthesis.Certainty.CertaintySubcomponent	BackboneElement				type:CodeableConcept;rating:*CodeableConcept;note:*Annotation
EffectEvidenceSynthesis.EffectEstimate	BackboneElement				description:string;type:CodeableConcept;variantState:CodeableConcept;value:decimal;unitOfMeasure:CodeableConcept;precisionEstimate:*EffectEvidenceSynthesis.EffectEstimate.PrecisionEstimate
EffectEvidenceSynthesis.EffectEstimate.PrecisionEstimate	BackboneElement				type:CodeableConcept;level:decimal;from:decimal;to:decimal
EffectEvidenceSynthesis.ResultsByExposure	BackboneElement				description:string;exposureState:ExposureState;variantState:CodeableConcept;riskEvidenceSynthesis:Reference
EffectEvidenceSynthesis.SampleSize	BackboneElement				description:string;numberOfStudies:integer;numberOfParticipants:integer
Element	.Any				id:.String;extension:*Extension
ElementDefinition	BackboneElement				path:string;representation:*PropertyRepresentation;sliceName:string;sliceIsConstraining:boolean;label:string;code:*Coding;slicing:ElementDefinition.Slicing;short:string;definition:markdown;comment:markdown;requirements:markdown;alias:*string;min:unsignedInt;max:string;base:ElementDefinition.Base;contentReference:uri;type:*ElementDefinition.Type;defaultValue:base64Binary|boolean|canonical|code|date|dateTime|decimal|id|instant|integer|markdown|oid|positiveInt|string|time|unsignedInt|uri|url|uuid|Address|Age|Annotation|Attachment|CodeableConcept|Coding|ContactPoint|Count|Distance|Duration|HumanName|Identifier|Money|Period|Quantity|Range|Ratio|Reference|SampledData|Signature|Timing|ContactDetail|Contributor|DataRequirement|Expression|ParameterDefinition|RelatedArtifact|TriggerDefinition|UsageContext|Dosage|Meta;meaningWhenMissing:markdown;orderMeaning:string;fixed:base64Binary|boolean|canonical|code|date|dateTime|decimal|id|instant|integer|markdown|oid|positiveInt|string|time|unsignedInt|uri|url|uuid|Address|Age|Annotation|Attachment|CodeableConcept|Coding|ContactPoint|Count|Distance|Duration|HumanName|Identifier|Money|Period|Quantity|Range|Ratio|Reference|SampledData|Signature|Timing|ContactDetail|Contributor|DataRequirement|Expression|ParameterDefinition|RelatedArtifact|TriggerDefinition|UsageContext|Dosage|Meta;pattern:base64Binary|boolean|canonical|code|date|dateTime|decimal|id|instant|integer|markdown|oid|positiveInt|string|time|unsignedInt|uri|url|uuid|Address|Age|Annotation|Attachment|CodeableConcept|Coding|ContactPoint|Count|Distance|Duration|HumanName|Identifier|Money|Period|Quantity|Range|Ratio|Reference|SampledData|Signature|Timing|ContactDetail|Contributor|DataRequirement|Expression|ParameterDefinition|RelatedArtifact|TriggerDefinition|UsageContext|Dosage|Meta;example:*ElementDefinition.Example;minValue:date|dateTime|instant|time|decimal|integer|positiveInt|unsignedInt|Quantity;maxValue:date|dateTime|instant|time|decimal|integer|positiveInt|unsignedInt|Quantity;maxLength:integer;condition:*id;constraint:*ElementDefinition.Constraint;mustSupport:boolean;isModifier:boolean;isModifierReason:string;isSummary:boolean;binding:ElementDefinition.Binding;mapping:*ElementDefinition.Mapping
ElementDefinition.Base	Element				path:string;min:unsignedInt;max:string
ElementDefinition.Binding	Element				strength:BindingStrength;description:string;valueSet:canonical
ElementDefinition.Constraint	Element				key:id;requirements:string;severity:ConstraintSeverity;human:string;expression:string;xpath:string;source:canonical
ElementDefinition.Example	Element				label:string;value:base64Binary|boolean|canonical|code|date|dateTime|decimal|id|instant|integer|markdown|oid|positiveInt|string|time|unsignedInt|uri|url|uuid|Address|Age|Annotation|Attachment|CodeableConcept|Coding|ContactPoint|Count|Distance|Duration|HumanName|Identifier|Money|Period|Quantity|Range|Ratio|Reference|SampledData|Signature|Timing|ContactDetail|Contributor|DataRequirement|Expression|ParameterDefinition|RelatedArtifact|TriggerDefinition|UsageContext|Dosage|Meta
ElementDefinition.Mapping	Element				identity:id;language:MimeType;map:string;comment:string
ElementDefinition.Slicing	Element				discriminator:*ElementDefinition.Slicing.Discriminator;description:string;ordered:boolean;rules:SlicingRules
ElementDefinition.Slicing.Discriminator	Element				type:DiscriminatorType;path:string
ElementDefinition.Type	Element				code:uri;targetProfile:*canonical;versioning:ReferenceVersionRules
EligibilityRequestPurpose	Element				value:.String
EligibilityRequestStatus	Element				value:.String
EligibilityResponsePurpose	Element				value:.String
EligibilityResponseStatus	Element				value:.String
EnableWhenBehavior	Element				value:.String
Encounter	DomainResource	+	type		identifier:*Identifier;status:EncounterStatus;statusHistory:*Encounter.StatusHistory;class:Coding;classHistory:*Encounter.ClassHistory;type:*CodeableConcept;serviceType:CodeableConcept;priority:CodeableConcept;subject:Reference;episodeOfCare:*Reference;basedOn:*Reference;participant:*Encounter.Participant;appointment:*Reference;period:Period;length:Duration;reasonCode:*CodeableConcept;reasonReference:*Reference;diagnosis:*Encounter.Diagnosis;account:*Reference;hospitalization:Encounter.Hospitalization;location:*Encounter.Location;serviceProvider:Reference;partOf:Reference
Encounter.ClassHistory	BackboneElement				class:Coding;period:Period
Encounter.Diagnosis	BackboneElement				condition:Reference;use:CodeableConcept;rank:positiveInt
Encounter.Hospitalization	BackboneElement				preAdmissionIdentifier:Identifier;origin:Reference;admitSource:CodeableConcept;reAdmission:CodeableConcept;dietPreference:*CodeableConcept;specialCourtesy:*CodeableConcept;specialArrangement:*CodeableConcept;destination:Reference;dischargeDisposition:CodeableConcept
Encounter.Location	BackboneElement				location:Reference;status:EncounterLocationStatus;physicalType:CodeableConcept;period:Period
Encounter.Participant	BackboneElement				type:*CodeableConcept;period:Period;individual:Reference
Encounter.StatusHistory	BackboneElement				status:EncounterStatus;period:Period
EncounterLocationStatus	Element				value:.String
EncounterStatus	Element				value:.String
Endpoint	DomainResource	+			identifier:*Identifier;status:EndpointStatus;connectionType:Coding;name:string;managingOrganization:Reference;contact:*ContactPoint;period:Period;payloadType:*CodeableConcept;payloadMimeType:*MimeType;address:url;header:*string
EndpointStatus	Element				value:.String
EnrollmentRequest	DomainResource	+			identifier:*Identifier;status:EnrollmentRequestStatus;created:dateTime;insurer:Reference;provider:Reference;candidate:Reference;coverage:Reference
EnrollmentRequestStatus	Element				value:.String
EnrollmentResponse	DomainResource	+			identifier:*Identifier;status:EnrollmentResponseStatus;request:Reference;outcome:RemittanceOutcome;disposition:string;created:dateTime;organization:Reference;requestProvider:Reference
EnrollmentResponseStatus	Element				value:.String
EpisodeOfCare	DomainResource	+	type		identifier:*Identifier;status:EpisodeOfCareStatus;statusHistory:*EpisodeOfCare.StatusHistory;type:*CodeableConcept;diagnosis:*EpisodeOfCare.Diagnosis;patient:Reference;managingOrganization:Reference;period:Period;referralRequest:*Reference;careManager:Reference;team:*Reference;account:*Reference
EpisodeOfCare.Diagnosis	BackboneElement				condition:Reference;role:CodeableConcept;rank:positiveInt
EpisodeOfCare.StatusHistory	BackboneElement				status:EpisodeOfCareStatus;period:Period
EpisodeOfCareStatus	Element				value:.String
EventCapabilityMode	Element				value:.String
EventDefinition	DomainResource	+			url:uri;identifier:*Identifier;version:string;name:string;title:string;subtitle:string;status:PublicationStatus;experimental:boolean;subject:CodeableConcept|Reference;date:dateTime;publisher:string;contact:*ContactDetail;description:markdown;useContext:*UsageContext;jurisdiction:*CodeableConcept;purpose:markdown;usage:string;copyright:markdown;approvalDate:date;lastReviewDate:date;effectivePeriod:Period;topic:*CodeableConcept;author:*ContactDetail;editor:*ContactDetail;reviewer:*ContactDetail;endorser:*ContactDetail;relatedArtifact:*RelatedArtifact;trigger:*TriggerDefinition
EventTiming	Element				value:.String
Evidence	DomainResource	+			url:uri;identifier:*Identifier;version:string;name:string;title:string;shortTitle:string;subtitle:string;status:PublicationStatus;date:dateTime;publisher:string;contact:*ContactDetail;description:markdown;note:*Annotation;useContext:*UsageContext;jurisdiction:*CodeableConcept;copyright:markdown;approvalDate:date;lastReviewDate:date;effectivePeriod:Period;topic:*CodeableConcept;author:*ContactDetail;editor:*ContactDetail;reviewer:*ContactDetail;endorser:*ContactDetail;relatedArtifact:*RelatedArtifact;exposureBackground:Reference;exposureVariant:*Reference;outcome:*Reference
EvidenceVariable	DomainResource	+			url:uri;identifier:*Identifier;version:string;name:string;title:string;shortTitle:string;subtitle:string;status:PublicationStatus;date:dateTime;publisher:string;contact:*ContactDetail;description:markdown;note:*Annotation;useContext:*UsageContext;jurisdiction:*CodeableConcept;copyright:markdown;approvalDate:date;lastReviewDate:date;effectivePeriod:Period;topic:*CodeableConcept;author:*ContactDetail;editor:*ContactDetail;reviewer:*ContactDetail;endorser:*ContactDetail;relatedArtifact:*RelatedArtifact;type:EvidenceVariableType;characteristic:*EvidenceVariable.Characteristic
EvidenceVariable.Characteristic	BackboneElement				description:string;definition:Reference|canonical|CodeableConcept|Expression|DataRequirement|TriggerDefinition;usageContext:*UsageContext;exclude:boolean;participantEffective:dateTime|Period|Duration|Timing;timeFromStart:Duration;groupMeasure:GroupMeasure
EvidenceVariableType	Element				value:.String
ExampleScenario	DomainResource	+			url:uri;identifier:*Identifier;version:string;name:string;status:PublicationStatus;experimental:boolean;date:dateTime;publisher:string;contact:*ContactDetail;useContext:*UsageContext;jurisdiction:*CodeableConcept;copyright:markdown;purpose:markdown;actor:*ExampleScenario.Actor;instance:*ExampleScenario.Instance;process:*ExampleScenario.Process;workflow:*canonical
ExampleScenario.Actor	BackboneElement				actorId:string;type:ExampleScenarioActorType;name:string;description:markdown
ExampleScenario.Instance	BackboneElement				resourceId:string;resourceType:FHIRResourceType;name:string;description:markdown;version:*ExampleScenario.Instance.Version;containedInstance:*ExampleScenario.Instance.ContainedInstance
ExampleScenario.Instance.ContainedInstance	BackboneElement				resourceId:string;versionId:string
ExampleScenario.Instance.Version	BackboneElement				versionId:string;description:markdown
ExampleScenario.Process	BackboneElement				title:string;description:markdown;preConditions:markdown;postConditions:markdown;step:*ExampleScenario.Process.Step
ExampleScenario.Process.Step	BackboneElement				process:*;pause:boolean;operation:ExampleScenario.Process.Step.Operation;alternative:*ExampleScenario.Process.Step.Alternative
ExampleScenario.Process.Step.Alternative	BackboneElement				title:string;description:markdown;step:*
ExampleScenario.Process.Step.Operation	BackboneElement				number:string;type:string;name:string;initiator:string;receiver:string;description:markdown;initiatorActive:boolean;receiverActive:boolean;request:ExampleScenario.Instance.ContainedInstance;response:ExampleScenario.Instance.ContainedInstance
ExampleScenarioActorType	Element				value:.String
ExplanationOfBenefit	DomainResource	+	type		identifier:*Identifier;status:ExplanationOfBenefitStatus;type:CodeableConcept;subType:CodeableConcept;use:Use;patient:Reference;billablePeriod:Period;created:dateTime;enterer:Reference;insurer:Reference;provider:Reference;priority:CodeableConcept;fundsReserveRequested:CodeableConcept;fundsReserve:CodeableConcept;related:*ExplanationOfBenefit.Related;prescription:Reference;originalPrescription:Reference;payee:ExplanationOfBenefit.Payee;referral:Reference;facility:Reference;claim:Reference;claimResponse:Reference;outcome:RemittanceOutcome;disposition:string;preAuthRef:*string;preAuthRefPeriod:*Period;careTeam:*ExplanationOfBenefit.CareTeam;supportingInfo:*ExplanationOfBenefit.SupportingInfo;diagnosis:*ExplanationOfBenefit.Diagnosis;procedure:*ExplanationOfBenefit.Procedure;precedence:positiveInt;insurance:*ExplanationOfBenefit.Insurance;accident:ExplanationOfBenefit.Accident;item:*ExplanationOfBenefit.Item;addItem:*ExplanationOfBenefit.AddItem;adjudication:*;total:*ExplanationOfBenefit.Total;payment:ExplanationOfBenefit.Payment;formCode:CodeableConcept;form:Attachment;processNote:*ExplanationOfBenefit.ProcessNote;benefitPeriod:Period;benefitBalance:*ExplanationOfBenefit.BenefitBalance
ExplanationOfBenefit.Accident	BackboneElement				date:date;type:CodeableConcept;location:Address|Reference
ExplanationOfBenefit.AddItem	BackboneElement				itemSequence:*positiveInt;detailSequence:*positiveInt;subDetailSequence:*positiveInt;provider:*Reference;productOrService:CodeableConcept;modifier:*CodeableConcept;programCode:*CodeableConcept;serviced:date|Period;location:CodeableConcept|Address|Reference;quantity:SimpleQuantity;unitPrice:Money;factor:decimal;net:Money;bodySite:CodeableConcept;subSite:*CodeableConcept;noteNumber:*positiveInt;adjudication:*;detail:*ExplanationOfBenefit.AddItem.Detail
ExplanationOfBenefit.AddItem.Detail	BackboneElement				productOrService:CodeableConcept;modifier:*CodeableConcept;quantity:SimpleQuantity;unitPrice:Money;factor:decimal;net:Money;noteNumber:*positiveInt;adjudication:*;subDetail:*ExplanationOfBenefit.AddItem.Detail.SubDetail
ExplanationOfBenefit.AddItem.Detail.SubDetail	BackboneElement				productOrService:CodeableConcept;modifier:*CodeableConcept;quantity:SimpleQuantity;unitPrice:Money;factor:decimal;net:Money;noteNumber:*positiveInt;adjudication:*
ExplanationOfBenefit.BenefitBalance	BackboneElement				category:CodeableConcept;excluded:boolean;name:string;description:string;network:CodeableConcept;unit:CodeableConcept;term:CodeableConcept;financial:*ExplanationOfBenefit.BenefitBalance.Financial
ExplanationOfBenefit.BenefitBalance.Financial	BackboneElement				type:CodeableConcept;allowed:unsignedInt|string|Money;used:unsignedInt|Money
ExplanationOfBenefit.CareTeam	BackboneElement				sequence:positiveInt;provider:Reference;responsible:boolean;role:CodeableConcept;qualification:CodeableConcept
ExplanationOfBenefit.Diagnosis	BackboneElement				sequence:positiveInt;diagnosis:CodeableConcept|Reference;type:*CodeableConcept;onAdmission:CodeableConcept;packageCode:CodeableConcept
ExplanationOfBenefit.Insurance	BackboneElement				focal:boolean;coverage:Reference;preAuthRef:*string
ExplanationOfBenefit.Item	BackboneElement				sequence:positiveInt;careTeamSequence:*positiveInt;diagnosisSequence:*positiveInt;procedureSequence:*positiveInt;informationSequence:*positiveInt;revenue:CodeableConcept;category:CodeableConcept;productOrService:CodeableConcept;modifier:*CodeableConcept;programCode:*CodeableConcept;serviced:date|Period;location:CodeableConcept|Address|Reference;quantity:SimpleQuantity;unitPrice:Money;factor:decimal;net:Money;udi:*Reference;bodySite:CodeableConcept;subSite:*CodeableConcept;encounter:*Reference;noteNumber:*positiveInt;adjudication:*ExplanationOfBenefit.Item.Adjudication;detail:*ExplanationOfBenefit.Item.Detail
ExplanationOfBenefit.Item.Adjudication	BackboneElement				category:CodeableConcept;reason:CodeableConcept;amount:Money;value:decimal
ExplanationOfBenefit.Item.Detail	BackboneElement				sequence:positiveInt;revenue:CodeableConcept;category:CodeableConcept;productOrService:CodeableConcept;modifier:*CodeableConcept;programCode:*CodeableConcept;quantity:SimpleQuantity;unitPrice:Money;factor:decimal;net:Money;udi:*Reference;noteNumber:*positiveInt;adjudication:*;subDetail:*ExplanationOfBenefit.Item.Detail.SubDetail
ExplanationOfBenefit.Item.Detail.SubDetail	BackboneElement				sequence:positiveInt;revenue:CodeableConcept;category:CodeableConcept;productOrService:CodeableConcept;modifier:*CodeableConcept;programCode:*CodeableConcept;quantity:SimpleQuantity;unitPrice:Money;factor:decimal;net:Money;udi:*Reference;noteNumber:*positiveInt;adjudication:*
ExplanationOfBenefit.Payee	BackboneElement				type:CodeableConcept;party:Reference
ExplanationOfBenefit.Payment	BackboneElement				type:CodeableConcept;adjustment:Money;adjustmentReason:CodeableConcept;date:date;amount:Money;identifier:Identifier
ExplanationOfBenefit.Procedure	BackboneElement				sequence:positiveInt;type:*CodeableConcept;date:dateTime;procedure:CodeableConcept|Reference;udi:*Reference
ExplanationOfBenefit.ProcessNote	BackboneElement				number:positiveInt;type:NoteType;text:string;language:CodeableConcept
ExplanationOfBenefit.Related	BackboneElement				claim:Reference;relationship:CodeableConcept;reference:Identifier
ExplanationOfBenefit.SupportingInfo	BackboneElement				sequence:positiveInt;category:CodeableConcept;code:CodeableConcept;timing:date|Period;value:boolean|string|Quantity|Attachment|Reference;reason:Coding
ExplanationOfBenefit.Total	BackboneElement				category:CodeableConcept;amount:Money
ExplanationOfBenefitStatus	Element				value:.String
ExposureState	Element				value:.String
Expression	Element				description:string;name:id;language:code;expression:string;reference:uri
Extension	Element				url:uri;value:base64Binary|boolean|canonical|code|date|dateTime|decimal|id|instant|integer|markdown|oid|positiveInt|string|time|unsignedInt|uri|url|uuid|Address|Age|Annotation|Attachment|CodeableConcept|Coding|ContactPoint|Count|Distance|Duration|HumanName|Identifier|Money|Period|Quantity|Range|Ratio|Reference|SampledData|Signature|Timing|ContactDetail|Contributor|DataRequirement|Expression|ParameterDefinition|RelatedArtifact|TriggerDefinition|UsageContext|Dosage|Meta
ExtensionContextType	Element				value:.String
FHIRAllTypes	Element				value:.String
FHIRDefinedType	Element				value:.String
FHIRDeviceStatus	Element				value:.String
FHIRResourceType	Element				value:.String
FHIRSubstanceStatus	Element				value:.String
FHIRVersion	Element				value:.String
FamilyHistoryStatus	Element				value:.String
FamilyMemberHistory	DomainResource	+			identifier:*Identifier;instantiatesCanonical:*canonical;instantiatesUri:*uri;status:FamilyHistoryStatus;dataAbsentReason:CodeableConcept;patient:Reference;date:dateTime;name:string;relationship:CodeableConcept;sex:CodeableConcept;born:Period|date|string;age:Age|Range|string;estimatedAge:boolean;deceased:boolean|Age|Range|date|string;reasonCode:*CodeableConcept;reasonReference:*Reference;note:*Annotation;condition:*FamilyMemberHistory.Condition
FamilyMemberHistory.Condition	BackboneElement				code:CodeableConcept;outcome:CodeableConcept;contributedToDeath:boolean;onset:Age|Range|Period|string;note:*Annotation
FilterOperator	Element				value:.String
Flag	DomainResource	+	code		identifier:*Identifier;status:FlagStatus;category:*CodeableConcept;code:CodeableConcept;subject:Reference;period:Period;encounter:Reference;author:Reference
FlagStatus	Element				value:.String
Goal	DomainResource	+	category		identifier:*Identifier;lifecycleStatus:GoalLifecycleStatus;achievementStatus:CodeableConcept;category:*CodeableConcept;priority:CodeableConcept;description:CodeableConcept;subject:Reference;start:date|CodeableConcept;target:*Goal.Target;statusDate:date;statusReason:string;expressedBy:Reference;addresses:*Reference;note:*Annotation;outcomeCode:*CodeableConcept;outcomeReference:*Reference
Goal.Target	BackboneElement				measure:CodeableConcept;detail:Quantity|Range|CodeableConcept|string|boolean|integer|Ratio;due:date|Duration
GoalLifecycleStatus	Element				value:.String
GraphCompartmentRule	Element				value:.String
GraphCompartmentUse	Element				value:.String
GraphDefinition	DomainResource	+			url:uri;version:string;name:string;status:PublicationStatus;experimental:boolean;date:dateTime;publisher:string;contact:*ContactDetail;description:markdown;useContext:*UsageContext;jurisdiction:*CodeableConcept;purpose:markdown;start:ResourceType;profile:canonical;link:*GraphDefinition.Link
GraphDefinition.Link	BackboneElement				path:string;sliceName:string;min:integer;max:string;description:string;target:*GraphDefinition.Link.Target
GraphDefinition.Link.Target	BackboneElement				type:ResourceType;params:string;profile:canonical;compartment:*GraphDefinition.Link.Target.Compartment;link:*
GraphDefinition.Link.Target.Compartment	BackboneElement				use:GraphCompartmentUse;code:CompartmentCode;rule:GraphCompartmentRule;expression:string;description:string
Group	DomainResource	+	code		identifier:*Identifier;active:boolean;type:GroupType;actual:boolean;code:CodeableConcept;name:string;quantity:unsignedInt;managingEntity:Reference;characteristic:*Group.Characteristic;member:*Group.Member
Group.Characteristic	BackboneElement				code:CodeableConcept;value:CodeableConcept|boolean|Quantity|Range|Reference;exclude:boolean;period:Period
Group.Member	BackboneElement				entity:Reference;period:Period;inactive:boolean
GroupMeasure	Element				value:.String
GroupType	Element				value:.String
GuidanceResponse	DomainResource	+	module		requestIdentifier:Identifier;identifier:*Identifier;module:uri|canonical|CodeableConcept;status:GuidanceResponseStatus;subject:Reference;encounter:Reference;occurrenceDateTime:dateTime;performer:Reference;reasonCode:*CodeableConcept;reasonReference:*Reference;note:*Annotation;evaluationMessage:*Reference;outputParameters:Reference;result:Reference;dataRequirement:*DataRequirement
GuidanceResponseStatus	Element				value:.String
GuidePageGeneration	Element				value:.String
GuideParameterCode	Element				value:.String
HTTPVerb	Element				value:.String
HealthcareService	DomainResource	+	type		identifier:*Identifier;active:boolean;providedBy:Reference;category:*CodeableConcept;type:*CodeableConcept;specialty:*CodeableConcept;location:*Reference;name:string;comment:string;extraDetails:markdown;photo:Attachment;telecom:*ContactPoint;coverageArea:*Reference;serviceProvisionCode:*CodeableConcept;eligibility:*HealthcareService.Eligibility;program:*CodeableConcept;characteristic:*CodeableConcept;communication:*CodeableConcept;referralMethod:*CodeableConcept;appointmentRequired:boolean;availableTime:*HealthcareService.AvailableTime;notAvailable:*HealthcareService.NotAvailable;availabilityExceptions:string;endpoint:*Reference
HealthcareService.AvailableTime	BackboneElement				daysOfWeek:*DaysOfWeek;allDay:boolean;availableStartTime:time;availableEndTime:time
HealthcareService.Eligibility	BackboneElement				code:CodeableConcept;comment:markdown
HealthcareService.NotAvailable	BackboneElement				description:string;during:Period
HumanName	Element				use:NameUse;text:string;family:string;given:*string;prefix:*string;suffix:*string;period:Period
Identifier	Element				use:IdentifierUse;type:CodeableConcept;system:uri;value:string;period:Period;assigner:Reference
IdentifierUse	Element				value:.String
IdentityAssuranceLevel	Element				value:.String
ImagingStudy	DomainResource	+			identifier:*Identifier;status:ImagingStudyStatus;modality:*Coding;subject:Reference;encounter:Reference;started:dateTime;basedOn:*Reference;referrer:Reference;interpreter:*Reference;endpoint:*Reference;numberOfSeries:unsignedInt;numberOfInstances:unsignedInt;procedureReference:Reference;procedureCode:*CodeableConcept;location:Reference;reasonCode:*CodeableConcept;reasonReference:*Reference;note:*Annotation;description:string;series:*ImagingStudy.Series
ImagingStudy.Series	BackboneElement				uid:id;number:unsignedInt;modality:Coding;description:string;numberOfInstances:unsignedInt;endpoint:*Reference;bodySite:Coding;laterality:Coding;specimen:*Reference;started:dateTime;performer:*ImagingStudy.Series.Performer;instance:*ImagingStudy.Series.Instance
ImagingStudy.Series.Instance	BackboneElement				uid:id;sopClass:Coding;number:unsignedInt;title:string
ImagingStudy.Series.Performer	BackboneElement				function:CodeableConcept;actor:Reference
ImagingStudyStatus	Element				value:.String
Immunization	DomainResource	+	vaccineCode		identifier:*Identifier;status:ImmunizationStatus;statusReason:CodeableConcept;vaccineCode:CodeableConcept;patient:Reference;encounter:Reference;occurrence:dateTime|string;recorded:dateTime;primarySource:boolean;reportOrigin:CodeableConcept;location:Reference;manufacturer:Reference;lotNumber:string;expirationDate:date;site:CodeableConcept;route:CodeableConcept;doseQuantity:SimpleQuantity;performer:*Immunization.Performer;note:*Annotation;reasonCode:*CodeableConcept;reasonReference:*Reference;isSubpotent:boolean;subpotentReason:*CodeableConcept;education:*Immunization.Education;programEligibility:*CodeableConcept;fundingSource:CodeableConcept;reaction:*Immunization.Reaction;protocolApplied:*Immunization.ProtocolApplied
Immunization.Education	BackboneElement				documentType:string;reference:uri;publicationDate:dateTime;presentationDate:dateTime
Immunization.Performer	BackboneElement				function:CodeableConcept;actor:Reference
Immunization.ProtocolApplied	BackboneElement				series:string;authority:Reference;targetDisease:*CodeableConcept;doseNumber:positiveInt|string;seriesDoses:positiveInt|string
Immunization.Reaction	BackboneElement				date:dateTime;detail:Reference;reported:boolean
ImmunizationEvaluation	DomainResource	+			identifier:*Identifier;status:ImmunizationEvaluationStatus;patient:Reference;date:dateTime;authority:Reference;targetDisease:CodeableConcept;immunizationEvent:Reference;doseStatus:CodeableConcept;doseStatusReason:*CodeableConcept;description:string;series:string;doseNumber:positiveInt|string;seriesDoses:positiveInt|string
ImmunizationEvaluationStatus	Element				value:.String
ImmunizationRecommendation	DomainResource	+			identifier:*Identifier;patient:Reference;date:dateTime;authority:Reference;recommendation:*ImmunizationRecommendation.Recommendation
ImmunizationRecommendation.Recommendation	BackboneElement				vaccineCode:*CodeableConcept;targetDisease:CodeableConcept;contraindicatedVaccineCode:*CodeableConcept;forecastStatus:CodeableConcept;forecastReason:*CodeableConcept;dateCriterion:*ImmunizationRecommendation.Recommendation.DateCriterion;description:string;series:string;doseNumber:positiveInt|string;seriesDoses:positiveInt|string;supportingImmunization:*Reference;supportingPatientInformation:*Reference
ImmunizationRecommendation.Recommendation.DateCriterion	BackboneElement				code:CodeableConcept;value:dateTime
ImmunizationStatus	Element				value:.String
ImplementationGuide	DomainResource	+			url:uri;version:string;name:string;title:string;status:PublicationStatus;experimental:boolean;date:dateTime;publisher:string;contact:*ContactDetail;description:markdown;useContext:*UsageContext;jurisdiction:*CodeableConcept;copyright:markdown;packageId:id;license:SPDXLicense;fhirVersion:*FHIRVersion;dependsOn:*ImplementationGuide.DependsOn;global:*ImplementationGuide.Global;definition:ImplementationGuide.Definition;manifest:ImplementationGuide.Manifest
ImplementationGuide.Definition	BackboneElement				grouping:*ImplementationGuide.Definition.Grouping;resource:*ImplementationGuide.Definition.Resource;page:ImplementationGuide.Definition.Page;parameter:*ImplementationGuide.Definition.Parameter;template:*ImplementationGuide.Definition.Template
ImplementationGuide.Definition.Grouping	BackboneElement				name:string;description:string
ImplementationGuide.Definition.Page	BackboneElement				name:url|Reference;title:string;generation:GuidePageGeneration;page:*
ImplementationGuide.Definition.Parameter	BackboneElement				code:GuideParameterCode;value:string
ImplementationGuide.Definition.Resource	BackboneElement				reference:Reference;fhirVersion:*FHIRVersion;name:string;description:string;example:boolean|canonical;groupingId:id
ImplementationGuide.Definition.Template	BackboneElement				code:code;source:string;scope:string
ImplementationGuide.DependsOn	BackboneElement				uri:canonical;packageId:id;version:string
ImplementationGuide.Global	BackboneElement				type:ResourceType;profile:canonical
ImplementationGuide.Manifest	BackboneElement				rendering:url;resource:*ImplementationGuide.Manifest.Resource;page:*ImplementationGuide.Manifest.Page;image:*string;other:*string
ImplementationGuide.Manifest.Page	BackboneElement				name:string;title:string;anchor:*string
ImplementationGuide.Manifest.Resource	BackboneElement				reference:Reference;example:boolean|canonical;relativePath:url
InsurancePlan	DomainResource	+			identifier:*Identifier;status:PublicationStatus;type:*CodeableConcept;name:string;alias:*string;period:Period;ownedBy:Reference;administeredBy:Reference;coverageArea:*Reference;contact:*InsurancePlan.Contact;endpoint:*Reference;network:*Reference;coverage:*InsurancePlan.Coverage;plan:*InsurancePlan.Plan
InsurancePlan.Contact	BackboneElement				purpose:CodeableConcept;name:HumanName;telecom:*ContactPoint;address:Address
InsurancePlan.Coverage	BackboneElement				type:CodeableConcept;network:*Reference;benefit:*InsurancePlan.Coverage.Benefit
InsurancePlan.Coverage.Benefit	BackboneElement				type:CodeableConcept;requirement:string;limit:*InsurancePlan.Coverage.Benefit.Limit
InsurancePlan.Coverage.Benefit.Limit	BackboneElement				value:Quantity;code:CodeableConcept
InsurancePlan.Plan	BackboneElement				identifier:*Identifier;type:CodeableConcept;coverageArea:*Reference;network:*Reference;generalCost:*InsurancePlan.Plan.GeneralCost;specificCost:*InsurancePlan.Plan.SpecificCost
InsurancePlan.Plan.GeneralCost	BackboneElement				type:CodeableConcept;groupSize:positiveInt;cost:Money;comment:string
InsurancePlan.Plan.SpecificCost	BackboneElement				category:CodeableConcept;benefit:*InsurancePlan.Plan.SpecificCost.Benefit
InsurancePlan.Plan.SpecificCost.Benefit	BackboneElement				type:CodeableConcept;cost:*InsurancePlan.Plan.SpecificCost.Benefit.Cost
InsurancePlan.Plan.SpecificCost.Benefit.Cost	BackboneElement				type:CodeableConcept;applicability:CodeableConcept;qualifiers:*CodeableConcept;value:Quantity
Invoice	DomainResource	+			identifier:*Identifier;status:InvoiceStatus;cancelledReason:string;type:CodeableConcept;subject:Reference;recipient:Reference;date:dateTime;participant:*Invoice.Participant;issuer:Reference;account:Reference;lineItem:*Invoice.LineItem;totalPriceComponent:*;totalNet:Money;totalGross:Money;paymentTerms:markdown;note:*Annotation
Invoice.LineItem	BackboneElement				sequence:positiveInt;chargeItem:Reference|CodeableConcept;priceComponent:*Invoice.LineItem.PriceComponent
Invoice.LineItem.PriceComponent	BackboneElement				type:InvoicePriceComponentType;code:CodeableConcept;factor:decimal;amount:Money
Invoice.Participant	BackboneElement				role:CodeableConcept;actor:Reference
InvoicePriceComponentType	Element				value:.String
InvoiceStatus	Element				value:.String
IssueSeverity	Element				value:.String
IssueType	Element				value:.String
Library	DomainResource	+	topic		url:uri;identifier:*Identifier;version:string;name:string;title:string;subtitle:string;status:PublicationStatus;experimental:boolean;type:CodeableConcept;subject:CodeableConcept|Reference;date:dateTime;publisher:string;contact:*ContactDetail;description:markdown;useContext:*UsageContext;jurisdiction:*CodeableConcept;purpose:markdown;usage:string;copyright:markdown;approvalDate:date;lastReviewDate:date;effectivePeriod:Period;topic:*CodeableConcept;author:*ContactDetail;editor:*ContactDetail;reviewer:*ContactDetail;endorser:*ContactDetail;relatedArtifact:*RelatedArtifact;parameter:*ParameterDefinition;dataRequirement:*DataRequirement;content:*Attachment
LinkType	Element				value:.String
Linkage	DomainResource	+			active:boolean;author:Reference;item:*Linkage.Item
Linkage.Item	BackboneElement				type:LinkageType;resource:Reference
LinkageType	Element				value:.String
List	DomainResource	+	code		identifier:*Identifier;status:ListStatus;mode:ListMode;title:string;code:CodeableConcept;subject:Reference;encounter:Reference;date:dateTime;source:Reference;orderedBy:CodeableConcept;note:*Annotation;entry:*List.Entry;emptyReason:CodeableConcept
List.Entry	BackboneElement				flag:CodeableConcept;deleted:boolean;date:dateTime;item:Reference
ListMode	Element				value:.String
ListStatus	Element				value:.String
Location	DomainResource	+			identifier:*Identifier;status:LocationStatus;operationalStatus:Coding;name:string;alias:*string;description:string;mode:LocationMode;type:*CodeableConcept;telecom:*ContactPoint;address:Address;physicalType:CodeableConcept;position:Location.Position;managingOrganization:Reference;partOf:Reference;hoursOfOperation:*Location.HoursOfOperation;availabilityExceptions:string;endpoint:*Reference
Location.HoursOfOperation	BackboneElement				daysOfWeek:*DaysOfWeek;allDay:boolean;openingTime:time;closingTime:time
Location.Position	BackboneElement				longitude:decimal;latitude:decimal;altitude:decimal
LocationMode	Element				value:.String
LocationStatus	Element				value:.String
MarketingStatus	BackboneElement				country:CodeableConcept;jurisdiction:CodeableConcept;status:CodeableConcept;dateRange:Period;restoreDate:dateTime
Measure	DomainResource	+	topic		url:uri;identifier:*Identifier;version:string;name:string;title:string;subtitle:string;status:PublicationStatus;experimental:boolean;subject:CodeableConcept|Reference;date:dateTime;publisher:string;contact:*ContactDetail;description:markdown;useContext:*UsageContext;jurisdiction:*CodeableConcept;purpose:markdown;usage:string;copyright:markdown;approvalDate:date;lastReviewDate:date;effectivePeriod:Period;topic:*CodeableConcept;author:*ContactDetail;editor:*ContactDetail;reviewer:*ContactDetail;endorser:*ContactDetail;relatedArtifact:*RelatedArtifact;library:*canonical;disclaimer:markdown;scoring:CodeableConcept;compositeScoring:CodeableConcept;type:*CodeableConcept;riskAdjustment:string;rateAggregation:string;rationale:markdown;clinicalRecommendationStatement:markdown;improvementNotation:CodeableConcept;definition:*markdown;guidance:markdown;group:*Measure.Group;supplementalData:*Measure.SupplementalData
Measure.Group	BackboneElement				code:CodeableConcept;description:string;population:*Measure.Group.Population;stratifier:*Measure.Group.Stratifier
Measure.Group.Population	BackboneElement				code:CodeableConcept;description:string;criteria:Expression
Measure.Group.Stratifier	BackboneElement				code:CodeableConcept;description:string;criteria:Expression;component:*Measure.Group.Stratifier.Component
Measure.Group.Stratifier.Component	BackboneElement				code:CodeableConcept;description:string;criteria:Expression
Measure.SupplementalData	BackboneElement				code:CodeableConcept;usage:*CodeableConcept;description:string;criteria:Expression
MeasureReport	DomainResource	+	type		identifier:*Identifier;status:MeasureReportStatus;type:MeasureReportType;measure:canonical;subject:Reference;date:dateTime;reporter:Reference;period:Period;improvementNotation:CodeableConcept;group:*MeasureReport.Group;evaluatedResource:*Reference
MeasureReport.Group	BackboneElement				code:CodeableConcept;population:*MeasureReport.Group.Population;measureScore:Quantity;stratifier:*MeasureReport.Group.Stratifier
MeasureReport.Group.Population	BackboneElement				code:CodeableConcept;count:integer;subjectResults:Reference
MeasureReport.Group.Stratifier	BackboneElement				code:*CodeableConcept;stratum:*MeasureReport.Group.Stratifier.Stratum
MeasureReport.Group.Stratifier.Stratum	BackboneElement				value:CodeableConcept;component:*MeasureReport.Group.Stratifier.Stratum.Component;population:*MeasureReport.Group.Stratifier.Stratum.Population;measureScore:Quantity
MeasureReport.Group.Stratifier.Stratum.Component	BackboneElement				code:CodeableConcept;value:CodeableConcept
MeasureReport.Group.Stratifier.Stratum.Population	BackboneElement				code:CodeableConcept;count:integer;subjectResults:Reference
MeasureReportStatus	Element				value:.String
MeasureReportType	Element				value:.String
Media	DomainResource	+			identifier:*Identifier;basedOn:*Reference;partOf:*Reference;status:MediaStatus;type:CodeableConcept;modality:CodeableConcept;view:CodeableConcept;subject:Reference;encounter:Reference;created:dateTime|Period;issued:instant;operator:Reference;reasonCode:*CodeableConcept;bodySite:CodeableConcept;deviceName:string;device:Reference;height:positiveInt;width:positiveInt;frames:positiveInt;duration:decimal;content:Attachment;note:*Annotation
MediaStatus	Element				value:.String
Medication	DomainResource	+	code		identifier:*Identifier;code:CodeableConcept;status:MedicationStatus;manufacturer:Reference;form:CodeableConcept;amount:Ratio;ingredient:*Medication.Ingredient;batch:Medication.Batch
Medication.Batch	BackboneElement				lotNumber:string;expirationDate:dateTime
Medication.Ingredient	BackboneElement				item:CodeableConcept|Reference;isActive:boolean;strength:Ratio
MedicationAdministration	DomainResource	+	medication		identifier:*Identifier;instantiates:*uri;partOf:*Reference;status:MedicationAdministrationStatus;statusReason:*CodeableConcept;category:CodeableConcept;medication:CodeableConcept|Reference;subject:Reference;context:Reference;supportingInformation:*Reference;effective:dateTime|Period;performer:*MedicationAdministration.Performer;reasonCode:*CodeableConcept;reasonReference:*Reference;request:Reference;device:*Reference;note:*Annotation;dosage:MedicationAdministration.Dosage;eventHistory:*Reference
MedicationAdministration.Dosage	BackboneElement				text:string;site:CodeableConcept;route:CodeableConcept;method:CodeableConcept;dose:SimpleQuantity;rate:Ratio|SimpleQuantity
MedicationAdministration.Performer	BackboneElement				function:CodeableConcept;actor:Reference
MedicationAdministrationStatus	Element				value:.String
MedicationDispense	DomainResource	+	medication		identifier:*Identifier;partOf:*Reference;status:MedicationDispenseStatus;statusReason:CodeableConcept|Reference;category:CodeableConcept;medication:CodeableConcept|Reference;subject:Reference;context:Reference;supportingInformation:*Reference;performer:*MedicationDispense.Performer;location:Reference;authorizingPrescription:*Reference;type:CodeableConcept;quantity:SimpleQuantity;daysSupply:SimpleQuantity;whenPrepared:dateTime;whenHandedOver:dateTime;destination:Reference;receiver:*Reference;note:*Annotation;dosageInstruction:*Dosage;substitution:MedicationDispense.Substitution;detectedIssue:*Reference;eventHistory:*Reference
MedicationDispense.Performer	BackboneElement				function:CodeableConcept;actor:Reference
MedicationDispense.Substitution	BackboneElement				wasSubstituted:boolean;type:CodeableConcept;reason:*CodeableConcept;responsibleParty:*Reference
MedicationDispenseStatus	Element				value:.String
MedicationKnowledge	DomainResource	+	code		code:CodeableConcept;status:MedicationKnowledgeStatus;manufacturer:Reference;doseForm:CodeableConcept;amount:SimpleQuantity;synonym:*string;relatedMedicationKnowledge:*MedicationKnowledge.RelatedMedicationKnowledge;associatedMedication:*Reference;productType:*CodeableConcept;monograph:*MedicationKnowledge.Monograph;ingredient:*MedicationKnowledge.Ingredient;preparationInstruction:markdown;intendedRoute:*CodeableConcept;cost:*MedicationKnowledge.Cost;monitoringProgram:*MedicationKnowledge.MonitoringProgram;administrationGuidelines:*MedicationKnowledge.AdministrationGuidelines;medicineClassification:*MedicationKnowledge.MedicineClassification;packaging:MedicationKnowledge.Packaging;drugCharacteristic:*MedicationKnowledge.DrugCharacteristic;contraindication:*Reference;regulatory:*MedicationKnowledge.Regulatory;kinetics:*MedicationKnowledge.Kinetics
MedicationKnowledge.AdministrationGuidelines	BackboneElement				dosage:*MedicationKnowledge.AdministrationGuidelines.Dosage;indication:CodeableConcept|Reference;patientCharacteristics:*MedicationKnowledge.AdministrationGuidelines.PatientCharacteristics
MedicationKnowledge.AdministrationGuidelines.Dosage	BackboneElement				type:CodeableConcept;dosage:*Dosage
MedicationKnowledge.AdministrationGuidelines.PatientCharacteristics	BackboneElement				characteristic:CodeableConcept|SimpleQuantity;value:*string
MedicationKnowledge.Cost	BackboneElement				type:CodeableConcept;source:string;cost:Money
MedicationKnowledge.DrugCharacteristic	BackboneElement				type:CodeableConcept;value:CodeableConcept|string|SimpleQuantity|base64Binary
MedicationKnowledge.Ingredient	BackboneElement				item:CodeableConcept|Reference;isActive:boolean;strength:Ratio
MedicationKnowledge.Kinetics	BackboneElement				areaUnderCurve:*SimpleQuantity;lethalDose50:*SimpleQuantity;halfLifePeriod:Duration
MedicationKnowledge.MedicineClassification	BackboneElement				type:CodeableConcept;classification:*CodeableConcept
MedicationKnowledge.MonitoringProgram	BackboneElement				type:CodeableConcept;name:string
MedicationKnowledge.Monograph	BackboneElement				type:CodeableConcept;source:Reference
MedicationKnowledge.Packaging	BackboneElement				type:CodeableConcept;quantity:SimpleQuantity
MedicationKnowledge.Regulatory	BackboneElement				regulatoryAuthority:Reference;substitution:*MedicationKnowledge.Regulatory.Substitution;schedule:*MedicationKnowledge.Regulatory.Schedule;maxDispense:MedicationKnowledge.Regulatory.MaxDispense
MedicationKnowledge.Regulatory.MaxDispense	BackboneElement				quantity:SimpleQuantity;period:Duration
MedicationKnowledge.Regulatory.Schedule	BackboneElement				schedule:CodeableConcept
MedicationKnowledge.Regulatory.Substitution	BackboneElement				type:CodeableConcept;allowed:boolean
MedicationKnowledge.RelatedMedicationKnowledge	BackboneElement				type:CodeableConcept;reference:*Reference
MedicationKnowledgeStatus	Element				value:.String
MedicationRequest	DomainResource	+	medication		identifier:*Identifier;status:MedicationRequestStatus;statusReason:CodeableConcept;intent:MedicationRequestIntent;category:*CodeableConcept;priority:MedicationRequestPriority;doNotPerform:boolean;reported:boolean|Reference;medication:CodeableConcept|Reference;subject:Reference;encounter:Reference;supportingInformation:*Reference;authoredOn:dateTime;requester:Reference;performer:Reference;performerType:CodeableConcept;recorder:Reference;reasonCode:*CodeableConcept;reasonReference:*Reference;instantiatesCanonical:*canonical;instantiatesUri:*uri;basedOn:*Reference;groupIdentifier:Identifier;courseOfTherapyType:CodeableConcept;insurance:*Reference;note:*Annotation;dosageInstruction:*Dosage;dispenseRequest:MedicationRequest.DispenseRequest;substitution:MedicationRequest.Substitution;priorPrescription:Reference;detectedIssue:*Reference;eventHistory:*Reference
MedicationRequest.DispenseRequest	BackboneElement				initialFill:MedicationRequest.DispenseRequest.InitialFill;dispenseInterval:Duration;validityPeriod:Period;numberOfRepeatsAllowed:unsignedInt;quantity:SimpleQuantity;expectedSupplyDuration:Duration;performer:Reference
MedicationRequest.DispenseRequest.InitialFill	BackboneElement				quantity:SimpleQuantity;duration:Duration
MedicationRequest.Substitution	BackboneElement				allowed:boolean|CodeableConcept;reason:CodeableConcept
MedicationRequestIntent	Element				value:.String
MedicationRequestPriority	Element				value:.String
MedicationRequestStatus	Element				value:.String
MedicationStatement	DomainResource	+	medication		identifier:*Identifier;basedOn:*Reference;partOf:*Reference;status:MedicationStatementStatus;statusReason:*CodeableConcept;category:CodeableConcept;medication:CodeableConcept|Reference;subject:Reference;context:Reference;effective:dateTime|Period;dateAsserted:dateTime;informationSource:Reference;derivedFrom:*Reference;reasonCode:*CodeableConcept;reasonReference:*Reference;note:*Annotation;dosage:*Dosage
MedicationStatementStatus	Element				value:.String
MedicationStatus	Element				value:.String
MedicinalProduct	DomainResource	+			identifier:*Identifier;type:CodeableConcept;domain:Coding;combinedPharmaceuticalDoseForm:CodeableConcept;legalStatusOfSupply:CodeableConcept;additionalMonitoringIndicator:CodeableConcept;specialMeasures:*string;paediatricUseIndicator:CodeableConcept;productClassification:*CodeableConcept;marketingStatus:*MarketingStatus;pharmaceuticalProduct:*Reference;packagedMedicinalProduct:*Reference;attachedDocument:*Reference;masterFile:*Reference;contact:*Reference;clinicalTrial:*Reference;name:*MedicinalProduct.Name;crossReference:*Identifier;manufacturingBusinessOperation:*MedicinalProduct.ManufacturingBusinessOperation;specialDesignation:*MedicinalProduct.SpecialDesignation
MedicinalProduct.ManufacturingBusinessOperation	BackboneElement				operationType:CodeableConcept;authorisationReferenceNumber:Identifier;effectiveDate:dateTime;confidentialityIndicator:CodeableConcept;manufacturer:*Reference;regulator:Reference
MedicinalProduct.Name	BackboneElement				productName:string;namePart:*MedicinalProduct.Name.NamePart;countryLanguage:*MedicinalProduct.Name.CountryLanguage
MedicinalProduct.Name.CountryLanguage	BackboneElement				country:CodeableConcept;jurisdiction:CodeableConcept;language:CodeableConcept
MedicinalProduct.Name.NamePart	BackboneElement				part:string;type:Coding
MedicinalProduct.SpecialDesignation	BackboneElement				identifier:*Identifier;type:CodeableConcept;intendedUse:CodeableConcept;indication:CodeableConcept|Reference;status:CodeableConcept;date:dateTime;species:CodeableConcept
MedicinalProductAuthorization	DomainResource	+			identifier:*Identifier;subject:Reference;country:*CodeableConcept;jurisdiction:*CodeableConcept;status:CodeableConcept;statusDate:dateTime;restoreDate:dateTime;validityPeriod:Period;dataExclusivityPeriod:Period;dateOfFirstAuthorization:dateTime;internationalBirthDate:dateTime;legalBasis:CodeableConcept;jurisdictionalAuthorization:*MedicinalProductAuthorization.JurisdictionalAuthorization;holder:Reference;regulator:Reference;procedure:MedicinalProductAuthorization.Procedure
MedicinalProductAuthorization.JurisdictionalAuthorization	BackboneElement				identifier:*Identifier;country:CodeableConcept;jurisdiction:*CodeableConcept;legalStatusOfSupply:CodeableConcept;validityPeriod:Period
MedicinalProductAuthorization.Procedure	BackboneElement				identifier:Identifier;type:CodeableConcept;date:Period|dateTime;application:*
MedicinalProductContraindication	DomainResource	+			subject:*Reference;disease:CodeableConcept;diseaseStatus:CodeableConcept;comorbidity:*CodeableConcept;therapeuticIndication:*Reference;otherTherapy:*MedicinalProductContraindication.OtherTherapy;population:*Population
MedicinalProductContraindication.OtherTherapy	BackboneElement				therapyRelationshipType:CodeableConcept;medication:CodeableConcept|Reference
MedicinalProductIndication	DomainResource	+			subject:*Reference;diseaseSymptomProcedure:CodeableConcept;diseaseStatus:CodeableConcept;comorbidity:*CodeableConcept;intendedEffect:CodeableConcept;duration:Quantity;otherTherapy:*MedicinalProductIndication.OtherTherapy;undesirableEffect:*Reference;population:*Population
MedicinalProductIndication.OtherTherapy	BackboneElement				therapyRelationshipType:CodeableConcept;medication:CodeableConcept|Reference
MedicinalProductIngredient	DomainResource	+			identifier:Identifier;role:CodeableConcept;allergenicIndicator:boolean;manufacturer:*Reference;specifiedSubstance:*MedicinalProductIngredient.SpecifiedSubstance;substance:MedicinalProductIngredient.Substance
MedicinalProductIngredient.SpecifiedSubstance	BackboneElement				code:CodeableConcept;group:CodeableConcept;confidentiality:CodeableConcept;strength:*MedicinalProductIngredient.SpecifiedSubstance.Strength
MedicinalProductIngredient.SpecifiedSubstance.Strength	BackboneElement				presentation:Ratio;presentationLowLimit:Ratio;concentration:Ratio;concentrationLowLimit:Ratio;measurementPoint:string;country:*CodeableConcept;referenceStrength:*MedicinalProductIngredient.SpecifiedSubstance.Strength.ReferenceStrength
MedicinalProductIngredient.SpecifiedSubstance.Strength.ReferenceStrength	BackboneElement				substance:CodeableConcept;strength:Ratio;strengthLowLimit:Ratio;measurementPoint:string;country:*CodeableConcept
MedicinalProductIngredient.Substance	BackboneElement				code:CodeableConcept;strength:*
MedicinalProductInteraction	DomainResource	+			subject:*Reference;description:string;interactant:*MedicinalProductInteraction.Interactant;type:CodeableConcept;effect:CodeableConcept;incidence:CodeableConcept;management:CodeableConcept
MedicinalProductInteraction.Interactant	BackboneElement				item:Reference|CodeableConcept
MedicinalProductManufactured	DomainResource	+			manufacturedDoseForm:CodeableConcept;unitOfPresentation:CodeableConcept;quantity:Quantity;manufacturer:*Reference;ingredient:*Reference;physicalCharacteristics:ProdCharacteristic;otherCharacteristics:*CodeableConcept
MedicinalProductPackaged	DomainResource	+			identifier:*Identifier;subject:*Reference;description:string;legalStatusOfSupply:CodeableConcept;marketingStatus:*MarketingStatus;marketingAuthorization:Reference;manufacturer:*Reference;batchIdentifier:*MedicinalProductPackaged.BatchIdentifier;packageItem:*MedicinalProductPackaged.PackageItem
MedicinalProductPackaged.BatchIdentifier	BackboneElement				outerPackaging:Identifier;immediatePackaging:Identifier
MedicinalProductPackaged.PackageItem	BackboneElement				identifier:*Identifier;type:CodeableConcept;quantity:Quantity;material:*CodeableConcept;alternateMaterial:*CodeableConcept;device:*Reference;manufacturedItem:*Reference;packageItem:*;physicalCharacteristics:ProdCharacteristic;otherCharacteristics:*CodeableConcept;shelfLifeStorage:*ProductShelfLife;manufacturer:*Reference
MedicinalProductPharmaceutical	DomainResource	+			identifier:*Identifier;administrableDoseForm:CodeableConcept;unitOfPresentation:CodeableConcept;ingredient:*Reference;device:*Reference;characteristics:*MedicinalProductPharmaceutical.Characteristics;routeOfAdministration:*MedicinalProductPharmaceutical.RouteOfAdministration
MedicinalProductPharmaceutical.Characteristics	BackboneElement				code:CodeableConcept;status:CodeableConcept
MedicinalProductPharmaceutical.RouteOfAdministration	BackboneElement				code:CodeableConcept;firstDose:Quantity;maxSingleDose:Quantity;maxDosePerDay:Quantity;maxDosePerTreatmentPeriod:Ratio;maxTreatmentPeriod:Duration;targetSpecies:*MedicinalProductPharmaceutical.RouteOfAdministration.TargetSpecies
MedicinalProductPharmaceutical.RouteOfAdministration.TargetSpecies	BackboneElement				code:CodeableConcept;withdrawalPeriod:*MedicinalProductPharmaceutical.RouteOfAdministration.TargetSpecies.WithdrawalPeriod
MedicinalProductPharmaceutical.RouteOfAdministration.TargetSpecies.WithdrawalPeriod	BackboneElement				tissue:CodeableConcept;value:Quantity;supportingInformation:string
MedicinalProductUndesirableEffect	DomainResource	+			subject:*Reference;symptomConditionEffect:CodeableConcept;classification:CodeableConcept;frequencyOfOccurrence:CodeableConcept;population:*Population
MessageDefinition	DomainResource	+	event		url:uri;identifier:*Identifier;version:string;name:string;title:string;replaces:*canonical;status:PublicationStatus;experimental:boolean;date:dateTime;publisher:string;contact:*ContactDetail;description:markdown;useContext:*UsageContext;jurisdiction:*CodeableConcept;purpose:markdown;copyright:markdown;base:canonical;parent:*canonical;event:Coding|uri;category:MessageSignificanceCategory;focus:*MessageDefinition.Focus;responseRequired:Messageheader_Response_Request;allowedResponse:*MessageDefinition.AllowedResponse;graph:*canonical
MessageDefinition.AllowedResponse	BackboneElement				message:canonical;situation:markdown
MessageDefinition.Focus	BackboneElement				code:ResourceType;profile:canonical;min:unsignedInt;max:string
MessageHeader	DomainResource	+			event:Coding|uri;destination:*MessageHeader.Destination;sender:Reference;enterer:Reference;author:Reference;source:MessageHeader.Source;responsible:Reference;reason:CodeableConcept;response:MessageHeader.Response;focus:*Reference;definition:canonical
MessageHeader.Destination	BackboneElement				name:string;target:Reference;endpoint:url;receiver:Reference
MessageHeader.Response	BackboneElement				identifier:id;code:ResponseType;details:Reference
MessageHeader.Source	BackboneElement				name:string;software:string;version:string;contact:ContactPoint;endpoint:url
MessageSignificanceCategory	Element				value:.String
Messageheader_Response_Request	Element				value:.String
Meta	Element				versionId:id;lastUpdated:instant;source:uri;profile:*canonical;security:*Coding;tag:*Coding
MimeType	Element				value:.String
MolecularSequence	DomainResource	+			identifier:*Identifier;type:SequenceType;coordinateSystem:integer;patient:Reference;specimen:Reference;device:Reference;performer:Reference;quantity:Quantity;referenceSeq:MolecularSequence.ReferenceSeq;variant:*MolecularSequence.Variant;observedSeq:string;quality:*MolecularSequence.Quality;readCoverage:integer;repository:*MolecularSequence.Repository;pointer:*Reference;structureVariant:*MolecularSequence.StructureVariant
MolecularSequence.Quality	BackboneElement				type:QualityType;standardSequence:CodeableConcept;start:integer;end:integer;score:Quantity;method:CodeableConcept;truthTP:decimal;queryTP:decimal;truthFN:decimal;queryFP:decimal;gtFP:decimal;precision:decimal;recall:decimal;fScore:decimal;roc:MolecularSequence.Quality.Roc
MolecularSequence.Quality.Roc	BackboneElement				score:*integer;numTP:*integer;numFP:*integer;numFN:*integer;precision:*decimal;sensitivity:*decimal;fMeasure:*decimal
MolecularSequence.ReferenceSeq	BackboneElement				chromosome:CodeableConcept;genomeBuild:string;orientation:OrientationType;referenceSeqId:CodeableConcept;referenceSeqPointer:Reference;referenceSeqString:string;strand:StrandType;windowStart:integer;windowEnd:integer
MolecularSequence.Repository	BackboneElement				type:RepositoryType;url:uri;name:string;datasetId:string;variantsetId:string;readsetId:string
MolecularSequence.StructureVariant	BackboneElement				variantType:CodeableConcept;exact:boolean;length:integer;outer:MolecularSequence.StructureVariant.Outer;inner:MolecularSequence.StructureVariant.Inner
MolecularSequence.StructureVariant.Inner	BackboneElement				start:integer;end:integer
MolecularSequence.StructureVariant.Outer	BackboneElement				start:integer;end:integer
MolecularSequence.Variant	BackboneElement				start:integer;end:integer;observedAllele:string;referenceAllele:string;cigar:string;variantPointer:Reference
Money	Element				value:decimal;currency:CurrencyCode
MoneyQuantity	Quantity		code		value:decimal;comparator:QuantityComparator;unit:string;system:uri;code:code
NameUse	Element				value:.String
NamingSystem	DomainResource	+			name:string;status:PublicationStatus;kind:NamingSystemType;date:dateTime;publisher:string;contact:*ContactDetail;responsible:string;type:CodeableConcept;description:markdown;useContext:*UsageContext;jurisdiction:*CodeableConcept;usage:string;uniqueId:*NamingSystem.UniqueId
NamingSystem.UniqueId	BackboneElement				type:NamingSystemIdentifierType;value:string;preferred:boolean;comment:string;period:Period
NamingSystemIdentifierType	Element				value:.String
NamingSystemType	Element				value:.String
Narrative	Element				status:NarrativeStatus;div:xhtml
NarrativeStatus	Element				value:.String
NoteType	Element				value:.String
NutritiionOrderIntent	Element				value:.String
NutritionOrder	DomainResource	+			identifier:*Identifier;instantiatesCanonical:*canonical;instantiatesUri:*uri;instantiates:*uri;status:NutritionOrderStatus;intent:NutritiionOrderIntent;patient:Reference;encounter:Reference;dateTime:dateTime;orderer:Reference;allergyIntolerance:*Reference;foodPreferenceModifier:*CodeableConcept;excludeFoodModifier:*CodeableConcept;oralDiet:NutritionOrder.OralDiet;supplement:*NutritionOrder.Supplement;enteralFormula:NutritionOrder.EnteralFormula;note:*Annotation
NutritionOrder.EnteralFormula	BackboneElement				baseFormulaType:CodeableConcept;baseFormulaProductName:string;additiveType:CodeableConcept;additiveProductName:string;caloricDensity:SimpleQuantity;routeofAdministration:CodeableConcept;administration:*NutritionOrder.EnteralFormula.Administration;maxVolumeToDeliver:SimpleQuantity;administrationInstruction:string
NutritionOrder.EnteralFormula.Administration	BackboneElement				schedule:Timing;quantity:SimpleQuantity;rate:SimpleQuantity|Ratio
NutritionOrder.OralDiet	BackboneElement				type:*CodeableConcept;schedule:*Timing;nutrient:*NutritionOrder.OralDiet.Nutrient;texture:*NutritionOrder.OralDiet.Texture;fluidConsistencyType:*CodeableConcept;instruction:string
NutritionOrder.OralDiet.Nutrient	BackboneElement				modifier:CodeableConcept;amount:SimpleQuantity
NutritionOrder.OralDiet.Texture	BackboneElement				modifier:CodeableConcept;foodType:CodeableConcept
NutritionOrder.Supplement	BackboneElement				type:CodeableConcept;productName:string;schedule:*Timing;quantity:SimpleQuantity;instruction:string
NutritionOrderStatus	Element				value:.String
Observation	DomainResource	+	code		identifier:*Identifier;basedOn:*Reference;partOf:*Reference;status:ObservationStatus;category:*CodeableConcept;code:CodeableConcept;subject:Reference;focus:*Reference;encounter:Reference;effective:dateTime|Period|Timing|instant;issued:instant;performer:*Reference;value:Quantity|CodeableConcept|string|boolean|integer|Range|Ratio|SampledData|time|dateTime|Period;dataAbsentReason:CodeableConcept;interpretation:*CodeableConcept;note:*Annotation;bodySite:CodeableConcept;method:CodeableConcept;specimen:Reference;device:Reference;referenceRange:*Observation.ReferenceRange;hasMember:*Reference;derivedFrom:*Reference;component:*Observation.Component
Observation.Component	BackboneElement				code:CodeableConcept;value:Quantity|CodeableConcept|string|boolean|integer|Range|Ratio|SampledData|time|dateTime|Period;dataAbsentReason:CodeableConcept;interpretation:*CodeableConcept;referenceRange:*
Observation.ReferenceRange	BackboneElement				low:SimpleQuantity;high:SimpleQuantity;type:CodeableConcept;appliesTo:*CodeableConcept;age:Range;text:string
ObservationDataType	Element				value:.String
ObservationDefinition	DomainResource	+	code		category:*CodeableConcept;code:CodeableConcept;identifier:*Identifier;permittedDataType:*ObservationDataType;multipleResultsAllowed:boolean;method:CodeableConcept;preferredReportName:string;quantitativeDetails:ObservationDefinition.QuantitativeDetails;qualifiedInterval:*ObservationDefinition.QualifiedInterval;validCodedValueSet:Reference;normalCodedValueSet:Reference;abnormalCodedValueSet:Reference;criticalCodedValueSet:Reference
ObservationDefinition.QualifiedInterval	BackboneElement				category:ObservationRangeCategory;range:Range;context:CodeableConcept;appliesTo:*CodeableConcept;gender:AdministrativeGender;age:Range;gestationalAge:Range;condition:string
ObservationDefinition.QuantitativeDetails	BackboneElement				customaryUnit:CodeableConcept;unit:CodeableConcept;conversionFactor:decimal;decimalPrecision:integer
ObservationRangeCategory	Element				value:.String
ObservationStatus	Element				value:.String
OperationDefinition	DomainResource	+	code		url:uri;version:string;name:string;title:string;status:PublicationStatus;kind:OperationKind;experimental:boolean;date:dateTime;publisher:string;contact:*ContactDetail;description:markdown;useContext:*UsageContext;jurisdiction:*CodeableConcept;purpose:markdown;affectsState:boolean;code:code;comment:markdown;base:canonical;resource:*ResourceType;system:boolean;type:boolean;instance:boolean;inputProfile:canonical;outputProfile:canonical;parameter:*OperationDefinition.Parameter;overload:*OperationDefinition.Overload
OperationDefinition.Overload	BackboneElement				parameterName:*string;comment:string
OperationDefinition.Parameter	BackboneElement				name:code;use:OperationParameterUse;min:integer;max:string;documentation:string;type:FHIRAllTypes;targetProfile:*canonical;searchType:SearchParamType;binding:OperationDefinition.Parameter.Binding;referencedFrom:*OperationDefinition.Parameter.ReferencedFrom;part:*
OperationDefinition.Parameter.Binding	BackboneElement				strength:BindingStrength;valueSet:canonical
OperationDefinition.Parameter.ReferencedFrom	BackboneElement				source:string;sourceId:string
OperationKind	Element				value:.String
OperationOutcome	DomainResource	+	issue.code		issue:*OperationOutcome.Issue
OperationOutcome.Issue	BackboneElement				severity:IssueSeverity;code:IssueType;details:CodeableConcept;diagnostics:string;location:*string;expression:*string
OperationParameterUse	Element				value:.String
Organization	DomainResource	+			identifier:*Identifier;active:boolean;type:*CodeableConcept;name:string;alias:*string;telecom:*ContactPoint;address:*Address;partOf:Reference;contact:*Organization.Contact;endpoint:*Reference
Organization.Contact	BackboneElement				purpose:CodeableConcept;name:HumanName;telecom:*ContactPoint;address:Address
OrganizationAffiliation	DomainResource	+			identifier:*Identifier;active:boolean;period:Period;organization:Reference;participatingOrganization:Reference;network:*Reference;code:*CodeableConcept;specialty:*CodeableConcept;location:*Reference;healthcareService:*Reference;telecom:*ContactPoint;endpoint:*Reference
OrientationType	Element				value:.String
ParameterDefinition	Element				name:code;use:ParameterUse;min:integer;max:string;documentation:string;type:FHIRAllTypes;profile:canonical
ParameterUse	Element				value:.String
Parameters	Resource	+			parameter:*Parameters.Parameter
Parameters.Parameter	BackboneElement				name:string;value:base64Binary|boolean|canonical|code|date|dateTime|decimal|id|instant|integer|markdown|oid|positiveInt|string|time|unsignedInt|uri|url|uuid|Address|Age|Annotation|Attachment|CodeableConcept|Coding|ContactPoint|Count|Distance|Duration|HumanName|Identifier|Money|Period|Quantity|Range|Ratio|Reference|SampledData|Signature|Timing|ContactDetail|Contributor|DataRequirement|Expression|ParameterDefinition|RelatedArtifact|TriggerDefinition|UsageContext|Dosage|Meta;resource:Resource;part:*
ParticipantRequired	Element				value:.String
ParticipantStatus	Element				value:.String
ParticipationStatus	Element				value:.String
Patient	DomainResource	+			identifier:*Identifier;active:boolean;name:*HumanName;telecom:*ContactPoint;gender:AdministrativeGender;birthDate:date;deceased:boolean|dateTime;address:*Address;maritalStatus:CodeableConcept;multipleBirth:boolean|integer;photo:*Attachment;contact:*Patient.Contact;communication:*Patient.Communication;generalPractitioner:*Reference;managingOrganization:Reference;link:*Patient.Link
Patient.Communication	BackboneElement				language:CodeableConcept;preferred:boolean
Patient.Contact	BackboneElement				relationship:*CodeableConcept;name:HumanName;telecom:*ContactPoint;address:Address;gender:AdministrativeGender;organization:Reference;period:Period
Patient.Link	BackboneElement				other:Reference;type:LinkType
PaymentNotice	DomainResource	+			identifier:*Identifier;status:PaymentNoticeStatus;request:Reference;response:Reference;created:dateTime;provider:Reference;payment:Reference;paymentDate:date;payee:Reference;recipient:Reference;amount:Money;paymentStatus:CodeableConcept
PaymentNoticeStatus	Element				value:.String
PaymentReconciliation	DomainResource	+			identifier:*Identifier;status:PaymentReconciliationStatus;period:Period;created:dateTime;paymentIssuer:Reference;request:Reference;requestor:Reference;outcome:RemittanceOutcome;disposition:string;paymentDate:date;paymentAmount:Money;paymentIdentifier:Identifier;detail:*PaymentReconciliation.Detail;formCode:CodeableConcept;processNote:*PaymentReconciliation.ProcessNote
PaymentReconciliation.Detail	BackboneElement				identifier:Identifier;predecessor:Identifier;type:CodeableConcept;request:Reference;submitter:Reference;response:Reference;date:date;responsible:Reference;payee:Reference;amount:Money
PaymentReconciliation.ProcessNote	BackboneElement				type:NoteType;text:string
PaymentReconciliationStatus	Element				value:.String
Period	Element				start:dateTime;end:dateTime
Person	DomainResource	+			identifier:*Identifier;name:*HumanName;telecom:*ContactPoint;gender:AdministrativeGender;birthDate:date;address:*Address;photo:Attachment;managingOrganization:Reference;active:boolean;link:*Person.Link
Person.Link	BackboneElement				target:Reference;assurance:IdentityAssuranceLevel
PlanDefinition	DomainResource	+			url:uri;identifier:*Identifier;version:string;name:string;title:string;subtitle:string;type:CodeableConcept;status:PublicationStatus;experimental:boolean;subject:CodeableConcept|Reference;date:dateTime;publisher:string;contact:*ContactDetail;description:markdown;useContext:*UsageContext;jurisdiction:*CodeableConcept;purpose:markdown;usage:string;copyright:markdown;approvalDate:date;lastReviewDate:date;effectivePeriod:Period;topic:*CodeableConcept;author:*ContactDetail;editor:*ContactDetail;reviewer:*ContactDetail;endorser:*ContactDetail;relatedArtifact:*RelatedArtifact;library:*canonical;goal:*PlanDefinition.Goal;action:*PlanDefinition.Action
PlanDefinition.Action	BackboneElement				prefix:string;title:string;description:string;textEquivalent:string;priority:RequestPriority;code:*CodeableConcept;reason:*CodeableConcept;documentation:*RelatedArtifact;goalId:*id;subject:CodeableConcept|Reference;trigger:*TriggerDefinition;condition:*PlanDefinition.Action.Condition;input:*DataRequirement;output:*DataRequirement;relatedAction:*PlanDefinition.Action.RelatedAction;timing:dateTime|Age|Period|Duration|Range|Timing;participant:*PlanDefinition.Action.Participant;type:CodeableConcept;groupingBehavior:ActionGroupingBehavior;selectionBehavior:ActionSelectionBehavior;requiredBehavior:ActionRequiredBehavior;precheckBehavior:ActionPrecheckBehavior;cardinalityBehavior:ActionCardinalityBehavior;definition:canonical|uri;transform:canonical;dynamicValue:*PlanDefinition.Action.DynamicValue;action:*
PlanDefinition.Action.Condition	BackboneElement				kind:ActionConditionKind;expression:Expression
PlanDefinition.Action.DynamicValue	BackboneElement				path:string;expression:Expression
PlanDefinition.Action.Participant	BackboneElement				type:ActionParticipantType;role:CodeableConcept
PlanDefinition.Action.RelatedAction	BackboneElement				actionId:id;relationship:ActionRelationshipType;offset:Duration|Range
PlanDefinition.Goal	BackboneElement				category:CodeableConcept;description:CodeableConcept;priority:CodeableConcept;start:CodeableConcept;addresses:*CodeableConcept;documentation:*RelatedArtifact;target:*PlanDefinition.Goal.Target
PlanDefinition.Goal.Target	BackboneElement				measure:CodeableConcept;detail:Quantity|Range|CodeableConcept;due:Duration
Population	BackboneElement				age:Range|CodeableConcept;gender:CodeableConcept;race:CodeableConcept;physiologicalCondition:CodeableConcept
Practitioner	DomainResource	+			identifier:*Identifier;active:boolean;name:*HumanName;telecom:*ContactPoint;address:*Address;gender:AdministrativeGender;birthDate:date;photo:*Attachment;qualification:*Practitioner.Qualification;communication:*CodeableConcept
Practitioner.Qualification	BackboneElement				identifier:*Identifier;code:CodeableConcept;period:Period;issuer:Reference
PractitionerRole	DomainResource	+			identifier:*Identifier;active:boolean;period:Period;practitioner:Reference;organization:Reference;code:*CodeableConcept;specialty:*CodeableConcept;location:*Reference;healthcareService:*Reference;telecom:*ContactPoint;availableTime:*PractitionerRole.AvailableTime;notAvailable:*PractitionerRole.NotAvailable;availabilityExceptions:string;endpoint:*Reference
PractitionerRole.AvailableTime	BackboneElement				daysOfWeek:*DaysOfWeek;allDay:boolean;availableStartTime:time;availableEndTime:time
PractitionerRole.NotAvailable	BackboneElement				description:string;during:Period
Procedure	DomainResource	+	code		identifier:*Identifier;instantiatesCanonical:*canonical;instantiatesUri:*uri;basedOn:*Reference;partOf:*Reference;status:ProcedureStatus;statusReason:CodeableConcept;category:CodeableConcept;code:CodeableConcept;subject:Reference;encounter:Reference;performed:dateTime|Period|string|Age|Range;recorder:Reference;asserter:Reference;performer:*Procedure.Performer;location:Reference;reasonCode:*CodeableConcept;reasonReference:*Reference;bodySite:*CodeableConcept;outcome:CodeableConcept;report:*Reference;complication:*CodeableConcept;complicationDetail:*Reference;followUp:*CodeableConcept;note:*Annotation;focalDevice:*Procedure.FocalDevice;usedReference:*Reference;usedCode:*CodeableConcept
Procedure.FocalDevice	BackboneElement				action:CodeableConcept;manipulated:Reference
Procedure.Performer	BackboneElement				function:CodeableConcept;actor:Reference;onBehalfOf:Reference
ProcedureStatus	Element				value:.String
ProdCharacteristic	BackboneElement				height:Quantity;width:Quantity;depth:Quantity;weight:Quantity;nominalVolume:Quantity;externalDiameter:Quantity;shape:string;color:*string;imprint:*string;image:*Attachment;scoring:CodeableConcept
ProductShelfLife	BackboneElement				identifier:Identifier;type:CodeableConcept;period:Quantity;specialPrecautionsForStorage:*CodeableConcept
PropertyRepresentation	Element				value:.String
PropertyType	Element				value:.String
Provenance	DomainResource	+			target:*Reference;occurred:Period|dateTime;recorded:instant;policy:*uri;location:Reference;reason:*CodeableConcept;activity:CodeableConcept;agent:*Provenance.Agent;entity:*Provenance.Entity;signature:*Signature
Provenance.Agent	BackboneElement				type:CodeableConcept;role:*CodeableConcept;who:Reference;onBehalfOf:Reference
Provenance.Entity	BackboneElement				role:ProvenanceEntityRole;what:Reference;agent:*
ProvenanceEntityRole	Element				value:.String
PublicationStatus	Element				value:.String
QualityType	Element				value:.String
Quantity	Element		code		value:decimal;comparator:QuantityComparator;unit:string;system:uri;code:code
QuantityComparator	Element				value:.String
Questionnaire	DomainResource	+	name		url:uri;identifier:*Identifier;version:string;name:string;title:string;derivedFrom:*canonical;status:PublicationStatus;experimental:boolean;subjectType:*ResourceType;date:dateTime;publisher:string;contact:*ContactDetail;description:markdown;useContext:*UsageContext;jurisdiction:*CodeableConcept;purpose:markdown;copyright:markdown;approvalDate:date;lastReviewDate:date;effectivePeriod:Period;code:*Coding;item:*Questionnaire.Item
Questionnaire.Item	BackboneElement				linkId:string;definition:uri;code:*Coding;prefix:string;text:string;type:QuestionnaireItemType;enableWhen:*Questionnaire.Item.EnableWhen;enableBehavior:EnableWhenBehavior;required:boolean;repeats:boolean;readOnly:boolean;maxLength:integer;answerValueSet:canonical;answerOption:*Questionnaire.Item.AnswerOption;initial:*Questionnaire.Item.Initial;item:*
Questionnaire.Item.AnswerOption	BackboneElement				value:integer|date|time|string|Coding|Reference;initialSelected:boolean
Questionnaire.Item.EnableWhen	BackboneElement				question:string;operator:QuestionnaireItemOperator;answer:boolean|decimal|integer|date|dateTime|time|string|Coding|Quantity|Reference
Questionnaire.Item.Initial	BackboneElement				value:boolean|decimal|integer|date|dateTime|time|string|uri|Attachment|Coding|Quantity|Reference
QuestionnaireItemOperator	Element				value:.String
QuestionnaireItemType	Element				value:.String
QuestionnaireResponse	DomainResource	+			identifier:Identifier;basedOn:*Reference;partOf:*Reference;questionnaire:canonical;status:QuestionnaireResponseStatus;subject:Reference;encounter:Reference;authored:dateTime;author:Reference;source:Reference;item:*QuestionnaireResponse.Item
QuestionnaireResponse.Item	BackboneElement				linkId:string;definition:uri;text:string;answer:*QuestionnaireResponse.Item.Answer;item:*
QuestionnaireResponse.Item.Answer	BackboneElement				value:boolean|decimal|integer|date|dateTime|time|string|uri|Attachment|Coding|Quantity|Reference;item:*
QuestionnaireResponseStatus	Element				value:.String
Range	Element				low:SimpleQuantity;high:SimpleQuantity
Ratio	Element				numerator:Quantity;denominator:Quantity
Reference	Element				reference:string;type:uri;identifier:Identifier;display:string
ReferenceHandlingPolicy	Element				value:.String
ReferenceVersionRules	Element				value:.String
ReferredDocumentStatus	Element				value:.String
RelatedArtifact	Element				type:RelatedArtifactType;label:string;display:string;citation:markdown;url:url;document:Attachment;resource:canonical
RelatedArtifactType	Element				value:.String
RelatedPerson	DomainResource	+			identifier:*Identifier;active:boolean;patient:Reference;relationship:*CodeableConcept;name:*HumanName;telecom:*ContactPoint;gender:AdministrativeGender;birthDate:date;address:*Address;photo:*Attachment;period:Period;communication:*RelatedPerson.Communication
RelatedPerson.Communication	BackboneElement				language:CodeableConcept;preferred:boolean
RemittanceOutcome	Element				value:.String
RepositoryType	Element				value:.String
RequestGroup	DomainResource	+	code		identifier:*Identifier;instantiatesCanonical:*canonical;instantiatesUri:*uri;basedOn:*Reference;replaces:*Reference;groupIdentifier:Identifier;status:RequestStatus;intent:RequestIntent;priority:RequestPriority;code:CodeableConcept;subject:Reference;encounter:Reference;authoredOn:dateTime;author:Reference;reasonCode:*CodeableConcept;reasonReference:*Reference;note:*Annotation;action:*RequestGroup.Action
RequestGroup.Action	BackboneElement				prefix:string;title:string;description:string;textEquivalent:string;priority:RequestPriority;code:*CodeableConcept;documentation:*RelatedArtifact;condition:*RequestGroup.Action.Condition;relatedAction:*RequestGroup.Action.RelatedAction;timing:dateTime|Age|Period|Duration|Range|Timing;participant:*Reference;type:CodeableConcept;groupingBehavior:ActionGroupingBehavior;selectionBehavior:ActionSelectionBehavior;requiredBehavior:ActionRequiredBehavior;precheckBehavior:ActionPrecheckBehavior;cardinalityBehavior:ActionCardinalityBehavior;resource:Reference;action:*
RequestGroup.Action.Condition	BackboneElement				kind:ActionConditionKind;expression:Expression
RequestGroup.Action.RelatedAction	BackboneElement				actionId:id;relationship:ActionRelationshipType;offset:Duration|Range
RequestIntent	Element				value:.String
RequestPriority	Element				value:.String
RequestStatus	Element				value:.String
ResearchDefinition	DomainResource	+			url:uri;identifier:*Identifier;version:string;name:string;title:string;shortTitle:string;subtitle:string;status:PublicationStatus;experimental:boolean;subject:CodeableConcept|Reference;date:dateTime;publisher:string;contact:*ContactDetail;description:markdown;comment:*string;useContext:*UsageContext;jurisdiction:*CodeableConcept;purpose:markdown;usage:string;copyright:markdown;approvalDate:date;lastReviewDate:date;effectivePeriod:Period;topic:*CodeableConcept;author:*ContactDetail;editor:*ContactDetail;reviewer:*ContactDetail;endorser:*ContactDetail;relatedArtifact:*RelatedArtifact;library:*canonical;population:Reference;exposure:Reference;exposureAlternative:Reference;outcome:Reference
ResearchElementDefinition	DomainResource	+			url:uri;identifier:*Identifier;version:string;name:string;title:string;shortTitle:string;subtitle:string;status:PublicationStatus;experimental:boolean;subject:CodeableConcept|Reference;date:dateTime;publisher:string;contact:*ContactDetail;description:markdown;comment:*string;useContext:*UsageContext;jurisdiction:*CodeableConcept;purpose:markdown;usage:string;copyright:markdown;approvalDate:date;lastReviewDate:date;effectivePeriod:Period;topic:*CodeableConcept;author:*ContactDetail;editor:*ContactDetail;reviewer:*ContactDetail;endorser:*ContactDetail;relatedArtifact:*RelatedArtifact;library:*canonical;type:ResearchElementType;variableType:VariableType;characteristic:*ResearchElementDefinition.Characteristic
ResearchElementDefinition.Characteristic	BackboneElement				definition:CodeableConcept|canonical|Expression|DataRequirement;usageContext:*UsageContext;exclude:boolean;unitOfMeasure:CodeableConcept;studyEffectiveDescription:string;studyEffective:dateTime|Period|Duration|Timing;studyEffectiveTimeFromStart:Duration;studyEffectiveGroupMeasure:GroupMeasure;participantEffectiveDescription:string;participantEffective:dateTime|Period|Duration|Timing;participantEffectiveTimeFromStart:Duration;participantEffectiveGroupMeasure:GroupMeasure
ResearchElementType	Element				value:.String
ResearchStudy	DomainResource	+			identifier:*Identifier;title:string;protocol:*Reference;partOf:*Reference;status:ResearchStudyStatus;primaryPurposeType:CodeableConcept;phase:CodeableConcept;category:*CodeableConcept;focus:*CodeableConcept;condition:*CodeableConcept;contact:*ContactDetail;relatedArtifact:*RelatedArtifact;keyword:*CodeableConcept;location:*CodeableConcept;description:markdown;enrollment:*Reference;period:Period;sponsor:Reference;principalInvestigator:Reference;site:*Reference;reasonStopped:CodeableConcept;note:*Annotation;arm:*ResearchStudy.Arm;objective:*ResearchStudy.Objective
ResearchStudy.Arm	BackboneElement				name:string;type:CodeableConcept;description:string
ResearchStudy.Objective	BackboneElement				name:string;type:CodeableConcept
ResearchStudyStatus	Element				value:.String
ResearchSubject	DomainResource	+			identifier:*Identifier;status:ResearchSubjectStatus;period:Period;study:Reference;individual:Reference;assignedArm:string;actualArm:string;consent:Reference
ResearchSubjectStatus	Element				value:.String
Resource	.Any	+			id:id;meta:Meta;implicitRules:uri;language:code
ResourceType	Element				value:.String
ResourceVersionPolicy	Element				value:.String
ResponseType	Element				value:.String
RestfulCapabilityMode	Element				value:.String
RiskAssessment	DomainResource	+	code		identifier:*Identifier;basedOn:Reference;parent:Reference;status:RiskAssessmentStatus;method:CodeableConcept;code:CodeableConcept;subject:Reference;encounter:Reference;occurrence:dateTime|Period;condition:Reference;performer:Reference;reasonCode:*CodeableConcept;reasonReference:*Reference;basis:*Reference;prediction:*RiskAssessment.Prediction;mitigation:string;note:*Annotation
RiskAssessment.Prediction	BackboneElement				outcome:CodeableConcept;probability:decimal|Range;qualitativeRisk:CodeableConcept;relativeRisk:decimal;when:Period|Range;rationale:string
RiskAssessmentStatus	Element				value:.String
RiskEvidenceSynthesis	DomainResource	+			url:uri;identifier:*Identifier;version:string;name:string;title:string;status:PublicationStatus;date:dateTime;publisher:string;contact:*ContactDetail;description:markdown;note:*Annotation;useContext:*UsageContext;jurisdiction:*CodeableConcept;copyright:markdown;approvalDate:date;lastReviewDate:date;effectivePeriod:Period;topic:*CodeableConcept;author:*ContactDetail;editor:*ContactDetail;reviewer:*ContactDetail;endorser:*ContactDetail;relatedArtifact:*RelatedArtifact;synthesisType:CodeableConcept;studyType:CodeableConcept;population:Reference;exposure:Reference;outcome:Reference;sampleSize:RiskEvidenceSynthesis.SampleSize;riskEstimate:RiskEvidenceSynthesis.RiskEstimate;certainty:*RiskEvidenceSynthesis.Certainty
RiskEvidenceSynthesis.Certainty	BackboneElement				rating:*CodeableConcept;note:*Annotation;certaintySubcomponent:*RiskEvidenceSynthesis.Certainty.CertaintySubcomponent
RiskEvidenceSynthesis.Certainty.CertaintySubcomponent	BackboneElement				type:CodeableConcept;rating:*CodeableConcept;note:*Annotation
RiskEvidenceSynthesis.RiskEstimate	BackboneElement				description:string;type:CodeableConcept;value:decimal;unitOfMeasure:CodeableConcept;denominatorCount:integer;numeratorCount:integer;precisionEstimate:*RiskEvidenceSynthesis.RiskEstimate.PrecisionEstimate
RiskEvidenceSynthesis.RiskEstimate.PrecisionEstimate	BackboneElement				type:CodeableConcept;level:decimal;from:decimal;to:decimal
RiskEvidenceSynthesis.SampleSize	BackboneElement				description:string;numberOfStudies:integer;numberOfParticipants:integer
SPDXLicense	Element				value:.String
SampledData	Element				origin:SimpleQuantity;period:decimal;factor:decimal;lowerLimit:decimal;upperLimit:decimal;dimensions:positiveInt;data:string
Schedule	DomainResource	+			identifier:*Identifier;active:boolean;serviceCategory:*CodeableConcept;serviceType:*CodeableConcept;specialty:*CodeableConcept;actor:*Reference;planningHorizon:Period;comment:string
SearchComparator	Element				value:.String
SearchEntryMode	Element				value:.String
SearchModifierCode	Element				value:.String
SearchParamType	Element				value:.String
SearchParameter	DomainResource	+	target		url:uri;version:string;name:string;derivedFrom:canonical;status:PublicationStatus;experimental:boolean;date:dateTime;publisher:string;contact:*ContactDetail;description:markdown;useContext:*UsageContext;jurisdiction:*CodeableConcept;purpose:markdown;code:code;base:*ResourceType;type:SearchParamType;expression:string;xpath:string;xpathUsage:XPathUsageType;target:*ResourceType;multipleOr:boolean;multipleAnd:boolean;comparator:*SearchComparator;modifier:*SearchModifierCode;chain:*string;component:*SearchParameter.Component
SearchParameter.Component	BackboneElement				definition:canonical;expression:string
SectionMode	Element				value:.String
SequenceType	Element				value:.String
ServiceRequest	DomainResource	+	code		identifier:*Identifier;instantiatesCanonical:*canonical;instantiatesUri:*uri;basedOn:*Reference;replaces:*Reference;requisition:Identifier;status:ServiceRequestStatus;intent:ServiceRequestIntent;category:*CodeableConcept;priority:ServiceRequestPriority;doNotPerform:boolean;code:CodeableConcept;orderDetail:*CodeableConcept;quantity:Quantity|Ratio|Range;subject:Reference;encounter:Reference;occurrence:dateTime|Period|Timing;asNeeded:boolean|CodeableConcept;authoredOn:dateTime;requester:Reference;performerType:CodeableConcept;performer:*Reference;locationCode:*CodeableConcept;locationReference:*Reference;reasonCode:*CodeableConcept;reasonReference:*Reference;insurance:*Reference;supportingInfo:*Reference;specimen:*Reference;bodySite:*CodeableConcept;note:*Annotation;patientInstruction:string;relevantHistory:*Reference
ServiceRequestIntent	Element				value:.String
ServiceRequestPriority	Element				value:.String
ServiceRequestStatus	Element				value:.String
Signature	Element				type:*Coding;when:instant;who:Reference;onBehalfOf:Reference;targetFormat:MimeType;sigFormat:MimeType;data:base64Binary
SimpleQuantity	Quantity		code		value:decimal;unit:string;system:uri;code:code
SlicingRules	Element				value:.String
Slot	DomainResource	+			identifier:*Identifier;serviceCategory:*CodeableConcept;serviceType:*CodeableConcept;specialty:*CodeableConcept;appointmentType:CodeableConcept;schedule:Reference;status:SlotStatus;start:instant;end:instant;overbooked:boolean;comment:string
SlotStatus	Element				value:.String
SortDirection	Element				value:.String
Specimen	DomainResource	+	type		identifier:*Identifier;accessionIdentifier:Identifier;status:SpecimenStatus;type:CodeableConcept;subject:Reference;receivedTime:dateTime;parent:*Reference;request:*Reference;collection:Specimen.Collection;processing:*Specimen.Processing;container:*Specimen.Container;condition:*CodeableConcept;note:*Annotation
Specimen.Collection	BackboneElement				collector:Reference;collected:dateTime|Period;duration:Duration;quantity:SimpleQuantity;method:CodeableConcept;bodySite:CodeableConcept;fastingStatus:CodeableConcept|Duration
Specimen.Container	BackboneElement				identifier:*Identifier;description:string;type:CodeableConcept;capacity:SimpleQuantity;specimenQuantity:SimpleQuantity;additive:CodeableConcept|Reference
Specimen.Processing	BackboneElement				description:string;procedure:CodeableConcept;additive:*Reference;time:dateTime|Period
SpecimenContainedPreference	Element				value:.String
SpecimenDefinition	DomainResource	+			identifier:Identifier;typeCollected:CodeableConcept;patientPreparation:*CodeableConcept;timeAspect:string;collection:*CodeableConcept;typeTested:*SpecimenDefinition.TypeTested
SpecimenDefinition.TypeTested	BackboneElement				isDerived:boolean;type:CodeableConcept;preference:SpecimenContainedPreference;container:SpecimenDefinition.TypeTested.Container;requirement:string;retentionTime:Duration;rejectionCriterion:*CodeableConcept;handling:*SpecimenDefinition.TypeTested.Handling
SpecimenDefinition.TypeTested.Container	BackboneElement				material:CodeableConcept;type:CodeableConcept;cap:CodeableConcept;description:string;capacity:SimpleQuantity;minimumVolume:SimpleQuantity|string;additive:*SpecimenDefinition.TypeTested.Container.Additive;preparation:string
SpecimenDefinition.TypeTested.Container.Additive	BackboneElement				additive:CodeableConcept|Reference
SpecimenDefinition.TypeTested.Handling	BackboneElement				temperatureQualifier:CodeableConcept;temperatureRange:Range;maxDuration:Duration;instruction:string
SpecimenStatus	Element				value:.String
Status	Element				value:.String
StrandType	Element				value:.String
StructureDefinition	DomainResource	+			url:uri;identifier:*Identifier;version:string;name:string;title:string;status:PublicationStatus;experimental:boolean;date:dateTime;publisher:string;contact:*ContactDetail;description:markdown;useContext:*UsageContext;jurisdiction:*CodeableConcept;purpose:markdown;copyright:markdown;keyword:*Coding;fhirVersion:FHIRVersion;mapping:*StructureDefinition.Mapping;kind:StructureDefinitionKind;abstract:boolean;context:*StructureDefinition.Context;contextInvariant:*string;type:uri;baseDefinition:canonical;derivation:TypeDerivationRule;snapshot:StructureDefinition.Snapshot;differential:StructureDefinition.Differential
StructureDefinition.Context	BackboneElement				type:ExtensionContextType;expression:string
StructureDefinition.Differential	BackboneElement				element:*ElementDefinition
StructureDefinition.Mapping	BackboneElement				identity:id;uri:uri;name:string;comment:string
StructureDefinition.Snapshot	BackboneElement				element:*ElementDefinition
StructureDefinitionKind	Element				value:.String
StructureMap	DomainResource	+			url:uri;identifier:*Identifier;version:string;name:string;title:string;status:PublicationStatus;experimental:boolean;date:dateTime;publisher:string;contact:*ContactDetail;description:markdown;useContext:*UsageContext;jurisdiction:*CodeableConcept;purpose:markdown;copyright:markdown;structure:*StructureMap.Structure;import:*canonical;group:*StructureMap.Group
StructureMap.Group	BackboneElement				name:id;extends:id;typeMode:StructureMapGroupTypeMode;documentation:string;input:*StructureMap.Group.Input;rule:*StructureMap.Group.Rule
StructureMap.Group.Input	BackboneElement				name:id;type:string;mode:StructureMapInputMode;documentation:string
StructureMap.Group.Rule	BackboneElement				name:id;source:*StructureMap.Group.Rule.Source;target:*StructureMap.Group.Rule.Target;rule:*;dependent:*StructureMap.Group.Rule.Dependent;documentation:string
StructureMap.Group.Rule.Dependent	BackboneElement				name:id;variable:*string
StructureMap.Group.Rule.Source	BackboneElement				context:id;min:integer;max:string;type:string;defaultValue:base64Binary|boolean|canonical|code|date|dateTime|decimal|id|instant|integer|markdown|oid|positiveInt|string|time|unsignedInt|uri|url|uuid|Address|Age|Annotation|Attachment|CodeableConcept|Coding|ContactPoint|Count|Distance|Duration|HumanName|Identifier|Money|Period|Quantity|Range|Ratio|Reference|SampledData|Signature|Timing|ContactDetail|Contributor|DataRequirement|Expression|ParameterDefinition|RelatedArtifact|TriggerDefinition|UsageContext|Dosage|Meta;element:string;listMode:StructureMapSourceListMode;variable:id;condition:string;check:string;logMessage:string
StructureMap.Group.Rule.Target	BackboneElement				context:id;contextType:StructureMapContextType;element:string;variable:id;listMode:*StructureMapTargetListMode;listRuleId:id;transform:StructureMapTransform;parameter:*StructureMap.Group.Rule.Target.Parameter
StructureMap.Group.Rule.Target.Parameter	BackboneElement				value:id|string|boolean|integer|decimal
StructureMap.Structure	BackboneElement				url:canonical;mode:StructureMapModelMode;alias:string;documentation:string
StructureMapContextType	Element				value:.String
StructureMapGroupTypeMode	Element				value:.String
StructureMapInputMode	Element				value:.String
StructureMapModelMode	Element				value:.String
StructureMapSourceListMode	Element				value:.String
StructureMapTargetListMode	Element				value:.String
StructureMapTransform	Element				value:.String
Subscription	DomainResource	+			status:SubscriptionStatus;contact:*ContactPoint;end:instant;reason:string;criteria:string;error:string;channel:Subscription.Channel
Subscription.Channel	BackboneElement				type:SubscriptionChannelType;endpoint:url;payload:MimeType;header:*string
SubscriptionChannelType	Element				value:.String
SubscriptionStatus	Element				value:.String
Substance	DomainResource	+	code		identifier:*Identifier;status:FHIRSubstanceStatus;category:*CodeableConcept;code:CodeableConcept;description:string;instance:*Substance.Instance;ingredient:*Substance.Ingredient
Substance.Ingredient	BackboneElement				quantity:Ratio;substance:CodeableConcept|Reference
Substance.Instance	BackboneElement				identifier:Identifier;expiry:dateTime;quantity:SimpleQuantity
SubstanceAmount	BackboneElement				amount:Quantity|Range|string;amountType:CodeableConcept;amountText:string;referenceRange:SubstanceAmount.ReferenceRange
SubstanceAmount.ReferenceRange	Element				lowLimit:Quantity;highLimit:Quantity
SubstanceNucleicAcid	DomainResource	+			sequenceType:CodeableConcept;numberOfSubunits:integer;areaOfHybridisation:string;oligoNucleotideType:CodeableConcept;subunit:*SubstanceNucleicAcid.Subunit
SubstanceNucleicAcid.Subunit	BackboneElement				subunit:integer;sequence:string;length:integer;sequenceAttachment:Attachment;fivePrime:CodeableConcept;threePrime:CodeableConcept;linkage:*SubstanceNucleicAcid.Subunit.Linkage;sugar:*SubstanceNucleicAcid.Subunit.Sugar
SubstanceNucleicAcid.Subunit.Linkage	BackboneElement				connectivity:string;identifier:Identifier;name:string;residueSite:string
SubstanceNucleicAcid.Subunit.Sugar	BackboneElement				identifier:Identifier;name:string;residueSite:string
SubstancePolymer	DomainResource	+			class:CodeableConcept;geometry:CodeableConcept;copolymerConnectivity:*CodeableConcept;modification:*string;monomerSet:*SubstancePolymer.MonomerSet;repeat:*SubstancePolymer.Repeat
SubstancePolymer.MonomerSet	BackboneElement				ratioType:CodeableConcept;startingMaterial:*SubstancePolymer.MonomerSet.StartingMaterial
SubstancePolymer.MonomerSet.StartingMaterial	BackboneElement				material:CodeableConcept;type:CodeableConcept;isDefining:boolean;amount:SubstanceAmount
SubstancePolymer.Repeat	BackboneElement				numberOfUnits:integer;averageMolecularFormula:string;repeatUnitAmountType:CodeableConcept;repeatUnit:*SubstancePolymer.Repeat.RepeatUnit
SubstancePolymer.Repeat.RepeatUnit	BackboneElement				orientationOfPolymerisation:CodeableConcept;repeatUnit:string;amount:SubstanceAmount;degreeOfPolymerisation:*SubstancePolymer.Repeat.RepeatUnit.DegreeOfPolymerisation;structuralRepresentation:*SubstancePolymer.Repeat.RepeatUnit.StructuralRepresentation
SubstancePolymer.Repeat.RepeatUnit.DegreeOfPolymerisation	BackboneElement				degree:CodeableConcept;amount:SubstanceAmount
SubstancePolymer.Repeat.RepeatUnit.StructuralRepresentation	BackboneElement				type:CodeableConcept;representation:string;attachment:Attachment
SubstanceProtein	DomainResource	+			sequenceType:CodeableConcept;numberOfSubunits:integer;disulfideLinkage:*string;subunit:*SubstanceProtein.Subunit
SubstanceProtein.Subunit	BackboneElement				subunit:integer;sequence:string;length:integer;sequenceAttachment:Attachment;nTerminalModificationId:Identifier;nTerminalModification:string;cTerminalModificationId:Identifier;cTerminalModification:string
SubstanceReferenceInformation	DomainResource	+			comment:string;gene:*SubstanceReferenceInformation.Gene;geneElement:*SubstanceReferenceInformation.GeneElement;classification:*SubstanceReferenceInformation.Classification;target:*SubstanceReferenceInformation.Target
SubstanceReferenceInformation.Classification	BackboneElement				domain:CodeableConcept;classification:CodeableConcept;subtype:*CodeableConcept;source:*Reference
SubstanceReferenceInformation.Gene	BackboneElement				geneSequenceOrigin:CodeableConcept;gene:CodeableConcept;source:*Reference
SubstanceReferenceInformation.GeneElement	BackboneElement				type:CodeableConcept;element:Identifier;source:*Reference
SubstanceReferenceInformation.Target	BackboneElement				target:Identifier;type:CodeableConcept;interaction:CodeableConcept;organism:CodeableConcept;organismType:CodeableConcept;amount:Quantity|Range|string;amountType:CodeableConcept;source:*Reference
SubstanceSourceMaterial	DomainResource	+			sourceMaterialClass:CodeableConcept;sourceMaterialType:CodeableConcept;sourceMaterialState:CodeableConcept;organismId:Identifier;organismName:string;parentSubstanceId:*Identifier;parentSubstanceName:*string;countryOfOrigin:*CodeableConcept;geographicalLocation:*string;developmentStage:CodeableConcept;fractionDescription:*SubstanceSourceMaterial.FractionDescription;organism:SubstanceSourceMaterial.Organism;partDescription:*SubstanceSourceMaterial.PartDescription
SubstanceSourceMaterial.FractionDescription	BackboneElement				fraction:string;materialType:CodeableConcept
SubstanceSourceMaterial.Organism	BackboneElement				family:CodeableConcept;genus:CodeableConcept;species:CodeableConcept;intraspecificType:CodeableConcept;intraspecificDescription:string;author:*SubstanceSourceMaterial.Organism.Author;hybrid:SubstanceSourceMaterial.Organism.Hybrid;organismGeneral:SubstanceSourceMaterial.Organism.OrganismGeneral
SubstanceSourceMaterial.Organism.Author	BackboneElement				authorType:CodeableConcept;authorDescription:string
SubstanceSourceMaterial.Organism.Hybrid	BackboneElement				maternalOrganismId:string;maternalOrganismName:string;paternalOrganismId:string;paternalOrganismName:string;hybridType:CodeableConcept
SubstanceSourceMaterial.Organism.OrganismGeneral	BackboneElement				kingdom:CodeableConcept;phylum:CodeableConcept;class:CodeableConcept;order:CodeableConcept
SubstanceSourceMaterial.PartDescription	BackboneElement				part:CodeableConcept;partLocation:CodeableConcept
SubstanceSpecification	DomainResource	+			identifier:Identifier;type:CodeableConcept;status:CodeableConcept;domain:CodeableConcept;description:string;source:*Reference;comment:string;moiety:*SubstanceSpecification.Moiety;property:*SubstanceSpecification.Property;referenceInformation:Reference;structure:SubstanceSpecification.Structure;code:*SubstanceSpecification.Code;name:*SubstanceSpecification.Name;molecularWeight:*;relationship:*SubstanceSpecification.Relationship;nucleicAcid:Reference;polymer:Reference;protein:Reference;sourceMaterial:Reference
SubstanceSpecification.Code	BackboneElement				code:CodeableConcept;status:CodeableConcept;statusDate:dateTime;comment:string;source:*Reference
SubstanceSpecification.Moiety	BackboneElement				role:CodeableConcept;identifier:Identifier;name:string;stereochemistry:CodeableConcept;opticalActivity:CodeableConcept;molecularFormula:string;amount:Quantity|string
SubstanceSpecification.Name	BackboneElement				name:string;type:CodeableConcept;status:CodeableConcept;preferred:boolean;language:*CodeableConcept;domain:*CodeableConcept;jurisdiction:*CodeableConcept;synonym:*;translation:*;official:*SubstanceSpecification.Name.Official;source:*Reference
SubstanceSpecification.Name.Official	BackboneElement				authority:CodeableConcept;status:CodeableConcept;date:dateTime
SubstanceSpecification.Property	BackboneElement				category:CodeableConcept;code:CodeableConcept;parameters:string;definingSubstance:Reference|CodeableConcept;amount:Quantity|string
SubstanceSpecification.Relationship	BackboneElement				substance:Reference|CodeableConcept;relationship:CodeableConcept;isDefining:boolean;amount:Quantity|Range|Ratio|string;amountRatioLowLimit:Ratio;amountType:CodeableConcept;source:*Reference
SubstanceSpecification.Structure	BackboneElement				stereochemistry:CodeableConcept;opticalActivity:CodeableConcept;molecularFormula:string;molecularFormulaByMoiety:string;isotope:*SubstanceSpecification.Structure.Isotope;molecularWeight:SubstanceSpecification.Structure.Isotope.MolecularWeight;source:*Reference;representation:*SubstanceSpecification.Structure.Representation
SubstanceSpecification.Structure.Isotope	BackboneElement				identifier:Identifier;name:CodeableConcept;substitution:CodeableConcept;halfLife:Quantity;molecularWeight:SubstanceSpecification.Structure.Isotope.MolecularWeight
SubstanceSpecification.Structure.Isotope.MolecularWeight	BackboneElement				method:CodeableConcept;type:CodeableConcept;amount:Quantity
SubstanceSpecification.Structure.Representation	BackboneElement				type:CodeableConcept;representation:string;attachment:Attachment
SupplyDelivery	DomainResource	+	type		identifier:*Identifier;basedOn:*Reference;partOf:*Reference;status:SupplyDeliveryStatus;patient:Reference;type:CodeableConcept;suppliedItem:SupplyDelivery.SuppliedItem;occurrence:dateTime|Period|Timing;supplier:Reference;destination:Reference;receiver:*Reference
SupplyDelivery.SuppliedItem	BackboneElement				quantity:SimpleQuantity;item:CodeableConcept|Reference
SupplyDeliveryStatus	Element				value:.String
SupplyRequest	DomainResource	+	category		identifier:*Identifier;status:SupplyRequestStatus;category:CodeableConcept;priority:RequestPriority;item:CodeableConcept|Reference;quantity:Quantity;parameter:*SupplyRequest.Parameter;occurrence:dateTime|Period|Timing;authoredOn:dateTime;requester:Reference;supplier:*Reference;reasonCode:*CodeableConcept;reasonReference:*Reference;deliverFrom:Reference;deliverTo:Reference
SupplyRequest.Parameter	BackboneElement				code:CodeableConcept;value:CodeableConcept|Quantity|Range|boolean
SupplyRequestStatus	Element				value:.String
SystemRestfulInteraction	Element				value:.String
Task	DomainResource	+	code		identifier:*Identifier;instantiatesCanonical:canonical;instantiatesUri:uri;basedOn:*Reference;groupIdentifier:Identifier;partOf:*Reference;status:TaskStatus;statusReason:CodeableConcept;businessStatus:CodeableConcept;intent:TaskIntent;priority:TaskPriority;code:CodeableConcept;description:string;focus:Reference;for:Reference;encounter:Reference;executionPeriod:Period;authoredOn:dateTime;lastModified:dateTime;requester:Reference;performerType:*CodeableConcept;owner:Reference;location:Reference;reasonCode:CodeableConcept;reasonReference:Reference;insurance:*Reference;note:*Annotation;relevantHistory:*Reference;restriction:Task.Restriction;input:*Task.Input;output:*Task.Output
Task.Input	BackboneElement				type:CodeableConcept;value:base64Binary|boolean|canonical|code|date|dateTime|decimal|id|instant|integer|markdown|oid|positiveInt|string|time|unsignedInt|uri|url|uuid|Address|Age|Annotation|Attachment|CodeableConcept|Coding|ContactPoint|Count|Distance|Duration|HumanName|Identifier|Money|Period|Quantity|Range|Ratio|Reference|SampledData|Signature|Timing|ContactDetail|Contributor|DataRequirement|Expression|ParameterDefinition|RelatedArtifact|TriggerDefinition|UsageContext|Dosage|Meta
Task.Output	BackboneElement				type:CodeableConcept;value:base64Binary|boolean|canonical|code|date|dateTime|decimal|id|instant|integer|markdown|oid|positiveInt|string|time|unsignedInt|uri|url|uuid|Address|Age|Annotation|Attachment|CodeableConcept|Coding|ContactPoint|Count|Distance|Duration|HumanName|Identifier|Money|Period|Quantity|Range|Ratio|Reference|SampledData|Signature|Timing|ContactDetail|Contributor|DataRequirement|Expression|ParameterDefinition|RelatedArtifact|TriggerDefinition|UsageContext|Dosage|Meta
Task.Restriction	BackboneElement				repetitions:positiveInt;period:Period;recipient:*Reference
TaskIntent	Element				value:.String
TaskPriority	Element				value:.String
TaskStatus	Element				value:.String
TerminologyCapabilities	DomainResource	+			url:uri;version:string;name:string;title:string;status:PublicationStatus;experimental:boolean;date:dateTime;publisher:string;contact:*ContactDetail;description:markdown;useContext:*UsageContext;jurisdiction:*CodeableConcept;purpose:markdown;copyright:markdown;kind:CapabilityStatementKind;software:TerminologyCapabilities.Software;implementation:TerminologyCapabilities.Implementation;lockedDate:boolean;codeSystem:*TerminologyCapabilities.CodeSystem;expansion:TerminologyCapabilities.Expansion;codeSearch:CodeSearchSupport;validateCode:TerminologyCapabilities.ValidateCode;translation:TerminologyCapabilities.Translation;closure:TerminologyCapabilities.Closure
TerminologyCapabilities.Closure	BackboneElement				translation:boolean
TerminologyCapabilities.CodeSystem	BackboneElement				uri:canonical;version:*TerminologyCapabilities.CodeSystem.Version;subsumption:boolean
TerminologyCapabilities.CodeSystem.Version	BackboneElement				code:string;isDefault:boolean;compositional:boolean;language:*code;filter:*TerminologyCapabilities.CodeSystem.Version.Filter;property:*code
TerminologyCapabilities.CodeSystem.Version.Filter	BackboneElement				code:code;op:*code
TerminologyCapabilities.Expansion	BackboneElement				hierarchical:boolean;paging:boolean;incomplete:boolean;parameter:*TerminologyCapabilities.Expansion.Parameter;textFilter:markdown
TerminologyCapabilities.Expansion.Parameter	BackboneElement				name:code;documentation:string
TerminologyCapabilities.Implementation	BackboneElement				description:string;url:url
TerminologyCapabilities.Software	BackboneElement				name:string;version:string
TerminologyCapabilities.Translation	BackboneElement				needsMap:boolean
TerminologyCapabilities.ValidateCode	BackboneElement				translations:boolean
TestReport	DomainResource	+			identifier:Identifier;name:string;status:TestReportStatus;testScript:Reference;result:TestReportResult;score:decimal;tester:string;issued:dateTime;participant:*TestReport.Participant;setup:TestReport.Setup;test:*TestReport.Test;teardown:TestReport.Teardown
TestReport.Participant	BackboneElement				type:TestReportParticipantType;uri:uri;display:string
TestReport.Setup	BackboneElement				action:*TestReport.Setup.Action
TestReport.Setup.Action	BackboneElement				operation:TestReport.Setup.Action.Operation;assert:TestReport.Setup.Action.Assert
TestReport.Setup.Action.Assert	BackboneElement				result:TestReportActionResult;message:markdown;detail:string
TestReport.Setup.Action.Operation	BackboneElement				result:TestReportActionResult;message:markdown;detail:uri
TestReport.Teardown	BackboneElement				action:*TestReport.Teardown.Action
TestReport.Teardown.Action	BackboneElement				operation:TestReport.Setup.Action.Operation
TestReport.Test	BackboneElement				name:string;description:string;action:*TestReport.Test.Action
TestReport.Test.Action	BackboneElement				operation:TestReport.Setup.Action.Operation;assert:TestReport.Setup.Action.Assert
TestReportActionResult	Element				value:.String
TestReportParticipantType	Element				value:.String
TestReportResult	Element				value:.String
TestReportStatus	Element				value:.String
TestScript	DomainResource	+			url:uri;identifier:Identifier;version:string;name:string;title:string;status:PublicationStatus;experimental:boolean;date:dateTime;publisher:string;contact:*ContactDetail;description:markdown;useContext:*UsageContext;jurisdiction:*CodeableConcept;purpose:markdown;copyright:markdown;origin:*TestScript.Origin;destination:*TestScript.Destination;metadata:TestScript.Metadata;fixture:*TestScript.Fixture;profile:*Reference;variable:*TestScript.Variable;setup:TestScript.Setup;test:*TestScript.Test;teardown:TestScript.Teardown
TestScript.Destination	BackboneElement				index:integer;profile:Coding
TestScript.Fixture	BackboneElement				autocreate:boolean;autodelete:boolean;resource:Reference
TestScript.Metadata	BackboneElement				link:*TestScript.Metadata.Link;capability:*TestScript.Metadata.Capability
TestScript.Metadata.Capability	BackboneElement				required:boolean;validated:boolean;description:string;origin:*integer;destination:integer;link:*uri;capabilities:canonical
TestScript.Metadata.Link	BackboneElement				url:uri;description:string
TestScript.Origin	BackboneElement				index:integer;profile:Coding
TestScript.Setup	BackboneElement				action:*TestScript.Setup.Action
TestScript.Setup.Action	BackboneElement				operation:TestScript.Setup.Action.Operation;assert:TestScript.Setup.Action.Assert
TestScript.Setup.Action.Assert	BackboneElement				label:string;description:string;direction:AssertionDirectionType;compareToSourceId:string;compareToSourceExpression:string;compareToSourcePath:string;contentType:MimeType;expression:string;headerField:string;minimumId:string;navigationLinks:boolean;operator:AssertionOperatorType;path:string;requestMethod:TestScriptRequestMethodCode;requestURL:string;resource:FHIRDefinedType;response:AssertionResponseTypes;responseCode:string;sourceId:id;validateProfileId:id;value:string;warningOnly:boolean
TestScript.Setup.Action.Operation	BackboneElement				type:Coding;resource:FHIRDefinedType;label:string;description:string;accept:MimeType;contentType:MimeType;destination:integer;encodeRequestUrl:boolean;method:TestScriptRequestMethodCode;origin:integer;params:string;requestHeader:*TestScript.Setup.Action.Operation.RequestHeader;requestId:id;responseId:id;sourceId:id;targetId:id;url:string
TestScript.Setup.Action.Operation.RequestHeader	BackboneElement				field:string;value:string
TestScript.Teardown	BackboneElement				action:*TestScript.Teardown.Action
TestScript.Teardown.Action	BackboneElement				operation:TestScript.Setup.Action.Operation
TestScript.Test	BackboneElement				name:string;description:string;action:*TestScript.Test.Action
TestScript.Test.Action	BackboneElement				operation:TestScript.Setup.Action.Operation;assert:TestScript.Setup.Action.Assert
TestScript.Variable	BackboneElement				name:string;defaultValue:string;description:string;expression:string;headerField:string;hint:string;path:string;sourceId:id
TestScriptRequestMethodCode	Element				value:.String
Timing	BackboneElement		code		event:*dateTime;repeat:Timing.Repeat;code:CodeableConcept
Timing.Repeat	Element				bounds:Duration|Range|Period;count:positiveInt;countMax:positiveInt;duration:decimal;durationMax:decimal;durationUnit:UnitsOfTime;frequency:positiveInt;frequencyMax:positiveInt;period:decimal;periodMax:decimal;periodUnit:UnitsOfTime;dayOfWeek:*DayOfWeek;timeOfDay:*time;when:*EventTiming;offset:unsignedInt
TriggerDefinition	Element				type:TriggerType;name:string;timing:Timing|Reference|date|dateTime;data:*DataRequirement;condition:Expression
TriggerType	Element				value:.String
TypeDerivationRule	Element				value:.String
TypeRestfulInteraction	Element				value:.String
UDIEntryType	Element				value:.String
UnitsOfTime	Element				value:.String
UsageContext	Element		code		code:Coding;value:CodeableConcept|Quantity|Range|Reference
Use	Element				value:.String
ValueSet	DomainResource	+			url:uri;identifier:*Identifier;version:string;name:string;title:string;status:PublicationStatus;experimental:boolean;date:dateTime;publisher:string;contact:*ContactDetail;description:markdown;useContext:*UsageContext;jurisdiction:*CodeableConcept;immutable:boolean;purpose:markdown;copyright:markdown;compose:ValueSet.Compose;expansion:ValueSet.Expansion
ValueSet.Compose	BackboneElement				lockedDate:date;inactive:boolean;include:*ValueSet.Compose.Include;exclude:*
ValueSet.Compose.Include	BackboneElement				system:uri;version:string;concept:*ValueSet.Compose.Include.Concept;filter:*ValueSet.Compose.Include.Filter;valueSet:*canonical
ValueSet.Compose.Include.Concept	BackboneElement				code:code;display:string;designation:*ValueSet.Compose.Include.Concept.Designation
ValueSet.Compose.Include.Concept.Designation	BackboneElement				language:code;use:Coding;value:string
ValueSet.Compose.Include.Filter	BackboneElement				property:code;op:FilterOperator;value:string
ValueSet.Expansion	BackboneElement				identifier:uri;timestamp:dateTime;total:integer;offset:integer;parameter:*ValueSet.Expansion.Parameter;contains:*ValueSet.Expansion.Contains
ValueSet.Expansion.Contains	BackboneElement				system:uri;abstract:boolean;inactive:boolean;version:string;code:code;display:string;designation:*;contains:*
ValueSet.Expansion.Parameter	BackboneElement				name:string;value:string|boolean|integer|decimal|uri|code|dateTime
VariableType	Element				value:.String
VerificationResult	DomainResource	+			target:*Reference;targetLocation:*string;need:CodeableConcept;status:Status;statusDate:dateTime;validationType:CodeableConcept;validationProcess:*CodeableConcept;frequency:Timing;lastPerformed:dateTime;nextScheduled:date;failureAction:CodeableConcept;primarySource:*VerificationResult.PrimarySource;attestation:VerificationResult.Attestation;validator:*VerificationResult.Validator
VerificationResult.Attestation	BackboneElement				who:Reference;onBehalfOf:Reference;communicationMethod:CodeableConcept;date:date;sourceIdentityCertificate:string;proxyIdentityCertificate:string;proxySignature:Signature;sourceSignature:Signature
VerificationResult.PrimarySource	BackboneElement				who:Reference;type:*CodeableConcept;communicationMethod:*CodeableConcept;validationStatus:CodeableConcept;validationDate:dateTime;canPushUpdates:CodeableConcept;pushTypeAvailable:*CodeableConcept
VerificationResult.Validator	BackboneElement				organization:Reference;identityCertificate:string;attestationSignature:Signature
VisionBase	Element				value:.String
VisionEyes	Element				value:.String
VisionPrescription	DomainResource	+			identifier:*Identifier;status:VisionStatus;created:dateTime;patient:Reference;encounter:Reference;dateWritten:dateTime;prescriber:Reference;lensSpecification:*VisionPrescription.LensSpecification
VisionPrescription.LensSpecification	BackboneElement				product:CodeableConcept;eye:VisionEyes;sphere:decimal;cylinder:decimal;axis:integer;prism:*VisionPrescription.LensSpecification.Prism;add:decimal;power:decimal;backCurve:decimal;diameter:decimal;duration:SimpleQuantity;color:string;brand:string;note:*Annotation
VisionPrescription.LensSpecification.Prism	BackboneElement				amount:decimal;base:VisionBase
VisionStatus	Element				value:.String
XPathUsageType	Element				value:.String
base64Binary	Element				value:.String
boolean	Element				value:.Boolean
canonical	uri				
code	string				
date	Element				value:.Date
dateTime	Element				value:.DateTime
decimal	Element				value:.Decimal
id	string				
instant	Element				value:.DateTime
integer	Element				value:.Integer
markdown	string				
oid	uri				
positiveInt	integer				
string	Element				value:.String
time	Element				value:.Time
unsignedInt	integer				
uri	Element				value:.String
url	uri				
uuid	uri				
xhtml	Element				value:.String
"""#
}
