{{/* The settings of a process, as its environment. Each is a setting of the server: tests/Triad.Deployment.Tests compares them. */}}
{{- define "triad.env" -}}
{{- $root := .root -}}
{{- $v := .root.Values -}}
- name: POD_NAME
  valueFrom:
    fieldRef:
      fieldPath: metadata.name
- name: POD_NAMESPACE
  valueFrom:
    fieldRef:
      fieldPath: metadata.namespace
- name: DOTNET_EnableDiagnostics
  value: "0"
- name: ASPNETCORE_SHUTDOWNTIMEOUTSECONDS
  value: {{ .cfg.shutdownSeconds | quote }}
- name: TRIAD_DATA
  value: /var/lib/triad
{{- if eq .role "embed" }}
- name: TRIAD_MODELS
  value: {{ ternary "/models" "/opt/triad/models" $v.modelCache.enabled }}
{{- end }}
- name: TRIAD_URLS
  value: {{ include "triad.urls" . | quote }}
- name: Triad__Server__Roles
  value: {{ .role }}
- name: Triad__Server__AllowPlaintext
  value: "true"
{{- if and $v.tls.enabled (eq .role "gateway") }}
- name: Triad__Server__CertificatePath
  value: /etc/triad/tls/tls.crt
- name: Triad__Server__CertificateKeyPath
  value: /etc/triad/tls/tls.key
{{- end }}
- name: Triad__Server__LogFormat
  value: {{ $v.telemetry.logFormat }}
{{- with include "triad.otlp" $root }}
- name: Triad__Server__OtlpEndpoint
  value: {{ . }}
- name: OTEL_RESOURCE_ATTRIBUTES
  value: k8s.namespace.name=$(POD_NAMESPACE),k8s.pod.name=$(POD_NAME),triad.component={{ $.component }}
- name: OTEL_TRACES_SAMPLER
  value: parentbased_traceidratio
- name: OTEL_TRACES_SAMPLER_ARG
  value: {{ $v.telemetry.traceRatio | quote }}
{{- end }}
- name: Triad__Cluster__Provider
  value: {{ $v.cluster.provider }}
- name: Triad__Cluster__ClusterId
  value: {{ $v.cluster.id }}
- name: Triad__Cluster__SiloAddress
  valueFrom:
    fieldRef:
      fieldPath: status.podIP
- name: Triad__Cluster__SiloPort
  value: {{ $v.network.siloPort | quote }}
- name: Triad__Cluster__ProbeSeconds
  value: {{ $v.cluster.probeSeconds | quote }}
- name: Triad__Cluster__MissedProbes
  value: {{ $v.cluster.missedProbes | quote }}
- name: Triad__Cluster__DeathVotes
  value: {{ $v.cluster.deathVotes | quote }}
{{- if include "triad.siloTlsSecret" $root }}
- name: Triad__Cluster__CertificatePath
  value: /etc/triad/silo-tls/tls.crt
- name: Triad__Cluster__CertificateKeyPath
  value: /etc/triad/silo-tls/tls.key
- name: Triad__Cluster__CaPath
  value: /etc/triad/silo-tls/ca.crt
{{- end }}
{{- if $v.cluster.existingSecret }}
- name: Triad__Cluster__ConnectionString
  valueFrom:
    secretKeyRef:
      name: {{ $v.cluster.existingSecret }}
      key: {{ $v.cluster.secretKey }}
{{- end }}
{{- with $v.cluster.serviceUri }}
- name: Triad__Cluster__ServiceUri
  value: {{ . }}
{{- end }}
- name: Triad__Storage__Grains
  value: AzureBlob
- name: Triad__Storage__Media
  value: AzureBlob
- name: Triad__Storage__Audit
  value: AzureBlob
- name: Triad__Storage__Vectors
  value: Qdrant
- name: Triad__Storage__Keys
  value: {{ $v.keys.mediaKeyProvider }}
{{- with $v.storage.serviceUri }}
- name: Triad__Azure__ServiceUri
  value: {{ . }}
{{- end }}
{{- if $v.storage.existingSecret }}
- name: Triad__Azure__ConnectionString
  valueFrom:
    secretKeyRef:
      name: {{ $v.storage.existingSecret }}
      key: {{ $v.storage.secretKey }}
{{- end }}
- name: Triad__Azure__GrainContainer
  value: {{ $v.storage.grainContainer }}
- name: Triad__Azure__MediaContainer
  value: {{ $v.storage.mediaContainer }}
- name: Triad__Azure__AuditContainer
  value: {{ $v.storage.auditContainer }}
{{- if eq $v.keys.mediaKeyProvider "File" }}
- name: Triad__Encryption__KeyFile
  value: /etc/triad/keys/media.key
{{- else }}
- name: Triad__Encryption__KeyVault__VaultUri
  value: {{ $v.keys.keyVault.vaultUri }}
- name: Triad__Encryption__KeyVault__SecretName
  value: {{ $v.keys.keyVault.secretName }}
{{- end }}
- name: Triad__Qdrant__Endpoint
  value: {{ $v.qdrant.endpoint }}
- name: Triad__Qdrant__CollectionPrefix
  value: {{ $v.qdrant.collectionPrefix }}
- name: Triad__Qdrant__ShardNumber
  value: {{ $v.qdrant.shardNumber | quote }}
- name: Triad__Qdrant__ReplicationFactor
  value: {{ $v.qdrant.replicationFactor | quote }}
{{- if $v.qdrant.existingSecret }}
- name: Triad__Qdrant__ApiKeyFile
  value: /etc/triad/qdrant/api-key
{{- if $v.qdrant.allowPlaintextKey }}
- name: Triad__Qdrant__AllowPlaintextKey
  value: "true"
{{- end }}
{{- end }}
{{- if $v.qdrant.caSecret }}
- name: Triad__Qdrant__CaFile
  value: /etc/triad/qdrant-ca/ca.crt
{{- end }}
{{- if eq .role "gateway" }}
- name: Triad__Gateway__DefaultModelPackage
  value: {{ $v.defaultModelPackage }}
{{- range $i, $proxy := $v.network.trustedProxies }}
- name: Triad__Gateway__TrustedProxies__{{ $i }}
  value: {{ $proxy }}
{{- end }}
{{- if eq $v.operator.mode "secret" }}
- name: Triad__Bootstrap__KeyFile
  value: /etc/triad/keys/operator.key
{{- else }}
- name: Triad__Bootstrap__TokenFile
  value: /etc/triad/bootstrap/bootstrap.token
{{- end }}
{{- end }}
{{- if eq .role "silo" }}
- name: Triad__Receipts__KeyFile
  value: /etc/triad/keys/receipt.key
{{- end }}
{{- if eq .role "embed" }}
- name: Triad__Inference__Onnx__Device
  value: {{ ternary "Cuda" "Cpu" (eq .component "embed-gpu") }}
- name: Triad__Media__RequireSandbox
  value: {{ .cfg.requireSandbox | quote }}
{{- end }}
{{- range $name, $value := merge (dict) .cfg.settings $v.settings }}
- name: {{ replace ":" "__" $name }}
  {{- /* Helm reads whole numbers as floating point ones, and would write 1e+07. */}}
  {{- if and (kindIs "float64" $value) (eq (floor $value) $value) }}
  value: {{ $value | int64 | toString | quote }}
  {{- else }}
  value: {{ $value | toString | quote }}
  {{- end }}
{{- end }}
{{- end -}}

{{/* The API is served by gateways; health alone by all at a port of its own, in plaintext, since the kubelet asks for nothing else. */}}
{{- define "triad.urls" -}}
{{- $net := .root.Values.network -}}
{{- $health := printf "health+http://%s:%v" $net.listenAddress $net.healthPort -}}
{{- if eq .role "gateway" -}}
{{- printf "%s://%s:%v;%s" (include "triad.scheme" .root) $net.listenAddress $net.apiPort $health -}}
{{- if .root.Values.keda.enabled -}}
{{- printf ";scaler+http://%s:%v" $net.listenAddress $net.scalerPort -}}
{{- end -}}
{{- else -}}
{{- $health -}}
{{- end -}}
{{- end -}}
