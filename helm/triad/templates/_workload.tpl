{{/* One role: its Deployment, its budget, its autoscaler. Called with root, component, role, cfg, image. */}}
{{- define "triad.workload" -}}
{{- $root := .root -}}
{{- $v := .root.Values -}}
{{- $name := printf "%s-%s" (include "triad.fullname" $root) .component -}}
{{- /* The keys that the role needs, and no others. */}}
{{- $files := list }}
{{- if eq .role "gateway" }}{{ $files = append $files "token.key" }}{{ end }}
{{- if and (eq .role "gateway") (eq $v.operator.mode "secret") }}{{ $files = append $files "operator.key" }}{{ end }}
{{- if eq .role "silo" }}{{ $files = append $files "receipt.key" }}{{ end }}
{{- if eq $v.keys.mediaKeyProvider "File" }}{{ $files = append $files "media.key" }}{{ end }}
{{- $env := include "triad.env" . }}
{{- $names := list }}
{{- range regexFindAll "(?m)^- name: \\S+" $env -1 }}
{{- $variable := trimPrefix "- name: " . }}
{{- if has $variable $names }}
{{- fail (printf "\nsettings has %s, which the chart sets by itself. Take it out, and use the value that is for it." (replace "__" ":" $variable)) }}
{{- end }}
{{- $names = append $names $variable }}
{{- end }}
{{- $byQueue := and $v.keda.enabled (eq .role "embed") }}
{{- $byCpu := and .cfg.autoscaling.enabled (not $byQueue) }}
{{- $least := int (ternary .cfg.autoscaling.minReplicas .cfg.replicas $byCpu) -}}
{{- if $byQueue }}{{ $least = int .cfg.queueScaling.most }}{{ end -}}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ $name }}
  namespace: {{ $root.Release.Namespace }}
  labels:
    {{- include "triad.labels" . | nindent 4 }}
spec:
  {{- if not (or $byQueue $byCpu) }}
  replicas: {{ .cfg.replicas }}
  {{- end }}
  revisionHistoryLimit: 5
  progressDeadlineSeconds: {{ add .cfg.startupSeconds 300 }}
  selector:
    matchLabels:
      {{- include "triad.selector" . | nindent 6 }}
  strategy:
    type: RollingUpdate
    rollingUpdate:
      # A GPU is seldom free for one pod more.
      maxSurge: {{ ternary 0 1 (eq .component "embed-gpu") }}
      maxUnavailable: {{ ternary 1 0 (eq .component "embed-gpu") }}
  template:
    metadata:
      labels:
        {{- include "triad.labels" . | nindent 8 }}
        triad.dev/member: "true"
        {{- if $v.azure.workloadIdentity.enabled }}
        azure.workload.identity/use: "true"
        {{- end }}
        {{- with .cfg.podLabels }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- with .cfg.podAnnotations }}
      annotations:
        {{- toYaml . | nindent 8 }}
      {{- end }}
    spec:
      serviceAccountName: {{ include "triad.serviceAccountName" $root }}
      automountServiceAccountToken: false
      enableServiceLinks: false
      terminationGracePeriodSeconds: {{ add .cfg.preStopSeconds .cfg.shutdownSeconds 15 }}
      {{- with include "triad.pullSecrets" $root }}
      {{- . | trim | nindent 6 }}
      {{- end }}
      securityContext:
        {{- include "triad.podSecurity" . | nindent 8 }}
      {{- with include "triad.placement" .cfg }}
      {{- . | trim | nindent 6 }}
      {{- end }}
      {{- if .cfg.topologySpread.enabled }}
      topologySpreadConstraints:
        {{- range $key := list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
        - maxSkew: 1
          topologyKey: {{ $key }}
          whenUnsatisfiable: {{ ternary $.cfg.topologySpread.whenUnsatisfiable "ScheduleAnyway" (eq $key "topology.kubernetes.io/zone") }}
          labelSelector:
            matchLabels:
              {{- include "triad.selector" $ | nindent 14 }}
          matchLabelKeys: [pod-template-hash]
        {{- end }}
      {{- end }}
      containers:
        - name: {{ .role }}
          image: {{ include "triad.image" (dict "root" $root "name" .image) }}
          imagePullPolicy: {{ $v.images.pullPolicy }}
          env:
            {{- $env | nindent 12 }}
          ports:
            {{- if eq .role "gateway" }}
            - name: api
              containerPort: {{ $v.network.apiPort }}
              protocol: TCP
            {{- end }}
            - name: health
              containerPort: {{ $v.network.healthPort }}
              protocol: TCP
            {{- if and (eq .role "gateway") $v.keda.enabled }}
            - name: scaler
              containerPort: {{ $v.network.scalerPort }}
              protocol: TCP
            {{- end }}
            - name: silo
              containerPort: {{ $v.network.siloPort }}
              protocol: TCP
          # Sized to what the role does first: a gateway runs, a silo has joined, an embed pod has a model in memory.
          startupProbe:
            grpc:
              port: {{ $v.network.healthPort }}
              service: {{ ternary "liveness" .role (eq .role "gateway") }}
            periodSeconds: 5
            timeoutSeconds: 3
            failureThreshold: {{ div (add .cfg.startupSeconds 4) 5 }}
          # All roles can do their work: silos answer, Qdrant answers, a model is loaded; ends first at a stop.
          readinessProbe:
            grpc:
              port: {{ $v.network.healthPort }}
              service: readiness
            periodSeconds: 5
            timeoutSeconds: 3
            failureThreshold: 2
          # The process alone: what is wrong elsewhere is not mended by a restart.
          livenessProbe:
            grpc:
              port: {{ $v.network.healthPort }}
              service: liveness
            periodSeconds: 10
            timeoutSeconds: 5
            failureThreshold: 6
          {{- if .cfg.preStopSeconds }}
          lifecycle:
            preStop:
              # Until nobody sends new calls here.
              sleep:
                seconds: {{ .cfg.preStopSeconds }}
          {{- end }}
          resources:
            {{- if eq .component "embed-gpu" }}
            {{- $gpu := dict .cfg.gpu.resource (toString .cfg.gpu.count) }}
            requests:
              {{- toYaml (merge (dict) .cfg.resources.requests $gpu) | nindent 14 }}
            limits:
              {{- toYaml (merge (dict) .cfg.resources.limits $gpu) | nindent 14 }}
            {{- else }}
            {{- toYaml .cfg.resources | nindent 12 }}
            {{- end }}
          securityContext:
            {{- include "triad.containerSecurity" . | nindent 12 }}
            {{- if eq .role "embed" }}
            seccompProfile:
              type: {{ .cfg.seccompProfile.type }}
              {{- with .cfg.seccompProfile.localhostProfile }}
              localhostProfile: {{ . }}
              {{- end }}
            {{- end }}
          volumeMounts:
            - name: data
              mountPath: /var/lib/triad
            - name: tmp
              mountPath: /tmp
            {{- if $files }}
            - name: keys
              mountPath: /etc/triad/keys
              readOnly: true
            {{- end }}
            {{- if eq .role "gateway" }}
            # All gateways sign page tokens with the same key, which the server looks for in its data directory.
            - name: keys
              mountPath: /var/lib/triad/token.key
              subPath: token.key
              readOnly: true
            {{- if $v.tls.enabled }}
            - name: tls
              mountPath: /etc/triad/tls
              readOnly: true
            {{- end }}
            {{- if eq $v.operator.mode "token" }}
            - name: bootstrap
              mountPath: /etc/triad/bootstrap
              readOnly: true
            {{- end }}
            {{- end }}
            {{- if include "triad.siloTlsSecret" $root }}
            - name: silo-tls
              mountPath: /etc/triad/silo-tls
              readOnly: true
            {{- end }}
            {{- if $v.qdrant.existingSecret }}
            - name: qdrant
              mountPath: /etc/triad/qdrant
              readOnly: true
            {{- end }}
            {{- if $v.qdrant.caSecret }}
            - name: qdrant-ca
              mountPath: /etc/triad/qdrant-ca
              readOnly: true
            {{- end }}
            {{- if and (eq .role "embed") $v.modelCache.enabled }}
            - name: models
              mountPath: /models
              readOnly: true
            {{- end }}
      volumes:
        - name: data
          emptyDir:
            sizeLimit: {{ .cfg.dataSize }}
        - name: tmp
          emptyDir:
            sizeLimit: 1Gi
        {{- if $files }}
        - name: keys
          secret:
            secretName: {{ include "triad.keysSecret" $root }}
            defaultMode: 0440
            items:
              {{- range $files }}
              - key: {{ . }}
                path: {{ . }}
              {{- end }}
        {{- end }}
        {{- if and $v.tls.enabled (eq .role "gateway") }}
        - name: tls
          secret:
            secretName: {{ include "triad.tlsSecret" $root }}
            defaultMode: 0440
        {{- end }}
        {{- with include "triad.siloTlsSecret" $root }}
        - name: silo-tls
          secret:
            secretName: {{ . }}
            defaultMode: 0440
        {{- end }}
        {{- if and (eq .role "gateway") (eq $v.operator.mode "token") }}
        - name: bootstrap
          secret:
            secretName: {{ $v.operator.tokenSecret }}
            defaultMode: 0440
            items:
              - key: {{ $v.operator.tokenSecretKey }}
                path: bootstrap.token
        {{- end }}
        {{- if $v.qdrant.existingSecret }}
        - name: qdrant
          secret:
            secretName: {{ $v.qdrant.existingSecret }}
            defaultMode: 0440
            items:
              - key: {{ $v.qdrant.secretKey }}
                path: api-key
        {{- end }}
        {{- if $v.qdrant.caSecret }}
        - name: qdrant-ca
          secret:
            secretName: {{ $v.qdrant.caSecret }}
            defaultMode: 0440
            items:
              - key: {{ $v.qdrant.caKey }}
                path: ca.crt
        {{- end }}
        {{- if and (eq .role "embed") $v.modelCache.enabled }}
        - name: models
          persistentVolumeClaim:
            claimName: {{ default (printf "%s-models" (include "triad.fullname" $root)) $v.modelCache.existingClaim }}
            readOnly: true
        {{- end }}
{{- if and .cfg.podDisruptionBudget.enabled (gt $least 1) }}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: {{ $name }}
  namespace: {{ $root.Release.Namespace }}
  labels:
    {{- include "triad.labels" . | nindent 4 }}
spec:
  maxUnavailable: {{ .cfg.podDisruptionBudget.maxUnavailable }}
  unhealthyPodEvictionPolicy: AlwaysAllow
  selector:
    matchLabels:
      {{- include "triad.selector" . | nindent 6 }}
{{- end }}
{{- if $byQueue }}
---
# By the ingest queue, of which the gateways tell. Whether there is work and how much a replica shall have are two numbers.
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata:
  name: {{ $name }}
  namespace: {{ $root.Release.Namespace }}
  labels:
    {{- include "triad.labels" . | nindent 4 }}
spec:
  scaleTargetRef:
    name: {{ $name }}
  minReplicaCount: {{ .cfg.queueScaling.least }}
  maxReplicaCount: {{ .cfg.queueScaling.most }}
  pollingInterval: {{ $v.keda.pollingSeconds }}
  cooldownPeriod: {{ $v.keda.cooldownSeconds }}
  fallback:
    failureThreshold: {{ $v.keda.fallback.failureThreshold }}
    replicas: {{ $v.keda.fallback.replicas }}
  advanced:
    horizontalPodAutoscalerConfig:
      behavior:
        scaleDown:
          # An embed pod that goes hands back a video that was half done.
          stabilizationWindowSeconds: 300
          policies:
            - type: Percent
              value: 25
              periodSeconds: 120
  triggers:
    - type: external
      metricType: AverageValue
      metadata:
        scalerAddress: {{ include "triad.fullname" $root }}-scaler.{{ $root.Release.Namespace }}:{{ $v.network.scalerPort }}
        metric: work
        target: {{ .cfg.queueScaling.workSeconds | quote }}
        activation: {{ .cfg.queueScaling.activationSeconds | quote }}
        share: {{ .cfg.queueScaling.share | quote }}
    - type: external
      metricType: Value
      metadata:
        scalerAddress: {{ include "triad.fullname" $root }}-scaler.{{ $root.Release.Namespace }}:{{ $v.network.scalerPort }}
        metric: age
        target: {{ .cfg.queueScaling.ageSeconds | quote }}
        activation: {{ .cfg.queueScaling.ageSeconds | quote }}
{{- end }}
{{- if $byCpu }}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: {{ $name }}
  namespace: {{ $root.Release.Namespace }}
  labels:
    {{- include "triad.labels" . | nindent 4 }}
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: {{ $name }}
  minReplicas: {{ .cfg.autoscaling.minReplicas }}
  maxReplicas: {{ .cfg.autoscaling.maxReplicas }}
  metrics:
    - type: Resource
      resource:
        name: cpu
        target:
          type: Utilization
          averageUtilization: {{ .cfg.autoscaling.targetCpuPercent }}
  behavior:
    scaleDown:
      # An embed pod that goes hands back a video that was half done.
      stabilizationWindowSeconds: 600
      policies:
        - type: Pods
          value: 1
          periodSeconds: 120
{{- end }}
{{- end -}}
