{{- define "triad.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 40 | trimSuffix "-" -}}
{{- end -}}

{{- define "triad.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 40 | trimSuffix "-" -}}
{{- else if contains (include "triad.name" .) .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name (include "triad.name" .) | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "triad.selector" -}}
app.kubernetes.io/name: {{ include "triad.name" .root }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end -}}

{{/* What all pods of the release share. */}}
{{- define "triad.ours" -}}
app.kubernetes.io/name: {{ include "triad.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "triad.labels" -}}
{{ include "triad.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/part-of: triad
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- with .root.Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "triad.image" -}}
{{- $image := index .root.Values.images .name -}}
{{- $name := $image.repository -}}
{{- if and .root.Values.images.registry (ne .name "collector") -}}
{{- $name = printf "%s/%s" .root.Values.images.registry $image.repository -}}
{{- end -}}
{{- if $image.digest -}}
{{- printf "%s@%s" $name $image.digest -}}
{{- else -}}
{{- printf "%s:%s" $name (default .root.Chart.AppVersion $image.tag) -}}
{{- end -}}
{{- end -}}

{{- define "triad.serviceAccountName" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "triad.fullname" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- default "default" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{- define "triad.keysSecret" -}}
{{- default (printf "%s-keys" (include "triad.fullname" .)) .Values.keys.existingSecret -}}
{{- end -}}

{{- define "triad.tlsSecret" -}}
{{- default (printf "%s-tls" (include "triad.fullname" .)) .Values.tls.existingSecret -}}
{{- end -}}

{{- define "triad.siloTlsSecret" -}}
{{- $tls := .Values.cluster.tls -}}
{{- if $tls.existingSecret -}}{{- $tls.existingSecret -}}
{{- else if $tls.certManager.enabled -}}{{- printf "%s-silo-tls" (include "triad.fullname" .) -}}
{{- end -}}
{{- end -}}

{{- define "triad.tlsCa" -}}
{{- if and .Values.tls.enabled (or .Values.tls.trustSecretCa .Values.tls.certManager.selfSigned) -}}true{{- end -}}
{{- end -}}

{{- define "triad.scheme" -}}
{{- ternary "https" "http" .Values.tls.enabled -}}
{{- end -}}

{{- define "triad.address" -}}
{{- printf "%s://%s-gateway.%s.svc:%v" (include "triad.scheme" .) (include "triad.fullname" .) .Release.Namespace .Values.network.apiPort -}}
{{- end -}}

{{- define "triad.otlp" -}}
{{- if .Values.telemetry.otlpEndpoint -}}
{{- .Values.telemetry.otlpEndpoint -}}
{{- else if .Values.telemetry.collector.enabled -}}
{{- printf "http://%s-collector.%s.svc:4317" (include "triad.fullname" .) .Release.Namespace -}}
{{- end -}}
{{- end -}}

{{/* Pod security of the level "restricted". */}}
{{- define "triad.podSecurity" -}}
runAsNonRoot: true
runAsUser: 1654
runAsGroup: 1654
fsGroup: 1654
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{- define "triad.containerSecurity" -}}
allowPrivilegeEscalation: false
privileged: false
readOnlyRootFilesystem: true
runAsNonRoot: true
capabilities:
  drop: [ALL]
{{- end -}}

{{/* Where a pod may run; the same for the jobs that touch models. */}}
{{- define "triad.placement" -}}
{{- with .nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with .runtimeClassName }}
runtimeClassName: {{ . }}
{{- end }}
{{- end -}}

{{- define "triad.pullSecrets" -}}
{{- with .Values.images.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- end -}}

{{/* A job's environment, to talk with the platform as its operator. */}}
{{- define "triad.clientEnv" -}}
- name: TRIAD_ADDRESS
  value: {{ include "triad.address" . }}
{{- if eq .Values.operator.mode "secret" }}
- name: TRIAD_KEY
  valueFrom:
    secretKeyRef:
      name: {{ include "triad.keysSecret" . }}
      key: operator.key
{{- end }}
{{- if include "triad.tlsCa" . }}
- name: TRIAD_CA
  value: /etc/triad/ca/ca.crt
{{- end }}
- name: TRIAD_DATA
  value: /tmp/triad
- name: DOTNET_EnableDiagnostics
  value: "0"
{{- end -}}

{{- define "triad.clientMounts" -}}
- name: tmp
  mountPath: /tmp
- name: scripts
  mountPath: /scripts
  readOnly: true
{{- if include "triad.tlsCa" . }}
- name: ca
  mountPath: /etc/triad/ca
  readOnly: true
{{- end }}
{{- end -}}

{{- define "triad.clientVolumes" -}}
- name: tmp
  emptyDir:
    sizeLimit: 256Mi
- name: scripts
  configMap:
    name: {{ include "triad.fullname" . }}-scripts
    defaultMode: 0555
{{- if include "triad.tlsCa" . }}
- name: ca
  secret:
    secretName: {{ include "triad.tlsSecret" . }}
    defaultMode: 0440
    items:
      - key: ca.crt
        path: ca.crt
{{- end }}
{{- end -}}
