{{/* What the schema cannot say: each line names the value, what it is, and the remedy. */}}
{{- define "triad.validate" -}}
{{- $p := list -}}
{{- $v := .Values -}}
{{- if not (or $v.storage.serviceUri $v.storage.existingSecret) -}}
{{- $p = append $p "storage.existingSecret is not set, and storage.serviceUri is not either. Name a Secret with the account's connection string, or set serviceUri to https://ACCOUNT.blob.core.windows.net with azure.workloadIdentity." -}}
{{- end -}}
{{- if and $v.storage.serviceUri $v.storage.existingSecret -}}
{{- $p = append $p "storage.serviceUri and storage.existingSecret are both set. Take one out." -}}
{{- end -}}
{{- if eq $v.cluster.provider "AzureTable" -}}
{{- if eq (empty $v.cluster.serviceUri) (empty $v.cluster.existingSecret) -}}
{{- $p = append $p "cluster.provider AzureTable needs either cluster.serviceUri (https://ACCOUNT.table.core.windows.net) or cluster.existingSecret. Set one of the two." -}}
{{- end -}}
{{- else -}}
{{- if not $v.cluster.existingSecret -}}
{{- $p = append $p (printf "cluster.existingSecret is not set. Name a Secret with the connection string of %s in its key %s." (ternary "Redis" "PostgreSQL" (eq $v.cluster.provider "Redis")) $v.cluster.secretKey) -}}
{{- end -}}
{{- if $v.cluster.serviceUri -}}
{{- $p = append $p (printf "cluster.serviceUri is for the provider AzureTable, and this is %s. Take it out." $v.cluster.provider) -}}
{{- end -}}
{{- end -}}
{{- if not $v.qdrant.endpoint -}}
{{- $p = append $p "qdrant.endpoint is not set. Give the gRPC port of a Qdrant server, such as http://qdrant:6334." -}}
{{- end -}}
{{- if and $v.qdrant.existingSecret (hasPrefix "http://" $v.qdrant.endpoint) (not $v.qdrant.allowPlaintextKey) -}}
{{- $p = append $p "qdrant.existingSecret has a key, and qdrant.endpoint is plaintext. Use https, or set qdrant.allowPlaintextKey to true." -}}
{{- end -}}
{{- if and (eq $v.keys.mediaKeyProvider "AzureKeyVault") (not $v.keys.keyVault.vaultUri) -}}
{{- $p = append $p "keys.keyVault.vaultUri is not set. Give https://NAME.vault.azure.net, or set keys.mediaKeyProvider to File." -}}
{{- end -}}
{{- if and (eq $v.operator.mode "token") (not $v.operator.tokenSecret) -}}
{{- $p = append $p "operator.tokenSecret is not set. Name a Secret with the one-time token (32 characters or more), or set operator.mode to secret." -}}
{{- end -}}
{{- $byIdentity := or $v.storage.serviceUri $v.cluster.serviceUri (eq $v.keys.mediaKeyProvider "AzureKeyVault") -}}
{{- if and $byIdentity (not $v.azure.workloadIdentity.enabled) (not $v.serviceAccount.annotations) -}}
{{- $p = append $p "azure.workloadIdentity.enabled is false, and a service of Azure is reached by an identity. Set it to true with azure.workloadIdentity.clientId." -}}
{{- end -}}
{{- if and $v.azure.workloadIdentity.enabled (not $v.azure.workloadIdentity.clientId) -}}
{{- $p = append $p "azure.workloadIdentity.clientId is not set. Give the client id of the managed identity." -}}
{{- end -}}
{{- if and $v.cluster.tls.existingSecret $v.cluster.tls.certManager.enabled -}}
{{- $p = append $p "cluster.tls.existingSecret and cluster.tls.certManager.enabled are both set. Take one of the two." -}}
{{- end -}}
{{- if and $v.tls.enabled (not $v.tls.existingSecret) (not $v.tls.certManager.enabled) -}}
{{- $p = append $p "tls.enabled is true and there is no certificate. Set tls.existingSecret, or tls.certManager.enabled." -}}
{{- end -}}
{{- if and $v.tls.certManager.enabled (not $v.tls.enabled) -}}
{{- $p = append $p "tls.certManager.enabled is true and tls.enabled is not. Set tls.enabled to true." -}}
{{- end -}}
{{- if and $v.tls.certManager.enabled (eq (empty $v.tls.certManager.issuerName) (not $v.tls.certManager.selfSigned)) -}}
{{- $p = append $p "tls.certManager needs either issuerName or selfSigned. Set one of the two." -}}
{{- end -}}
{{- if not (or $v.embed.enabled $v.embedGpu.enabled) -}}
{{- $p = append $p "embed.enabled and embedGpu.enabled are both false, and nobody would embed. Set one to true." -}}
{{- end -}}
{{- range $name := list "embed" "embedGpu" -}}
{{- $one := index $v $name -}}
{{- if and (eq $one.seccompProfile.type "Localhost") (not $one.seccompProfile.localhostProfile) -}}
{{- $p = append $p (printf "%s.seccompProfile.localhostProfile is not set. Name the profile's file on the nodes, or set the type RuntimeDefault." $name) -}}
{{- end -}}
{{- end -}}
{{- range $name := list "gateway" "silo" "embed" "embedGpu" -}}
{{- $scale := (index $v $name).autoscaling -}}
{{- if lt (int $scale.maxReplicas) (int $scale.minReplicas) -}}
{{- $p = append $p (printf "%s.autoscaling.maxReplicas %v is less than minReplicas %v. Set at least as many." $name $scale.maxReplicas $scale.minReplicas) -}}
{{- end -}}
{{- end -}}
{{- if $v.keda.enabled -}}
{{- range $name := list "embed" "embedGpu" -}}
{{- $one := index $v $name -}}
{{- if lt (int $one.queueScaling.most) (int $one.queueScaling.least) -}}
{{- $p = append $p (printf "%s.queueScaling.most %v is less than least %v. Set at least as many." $name $one.queueScaling.most $one.queueScaling.least) -}}
{{- end -}}
{{- if and $one.enabled (lt (int $one.queueScaling.least) 1) (not (and $v.embed.enabled $v.embedGpu.enabled)) -}}
{{- $p = append $p (printf "%s.queueScaling.least is 0, and nobody else would answer queries while no video waits. Set at least 1." $name) -}}
{{- end -}}
{{- end -}}
{{- if not $v.networkPolicy.kedaFrom -}}
{{- $p = append $p "networkPolicy.kedaFrom is empty, and the scaler asks for no key. Name the namespace that KEDA runs in." -}}
{{- end -}}
{{- end -}}
{{- if and $v.gateway.route.enabled (not $v.gateway.route.parentRefs) -}}
{{- $p = append $p "gateway.route.parentRefs is empty. Name the Gateway that the route belongs to." -}}
{{- end -}}
{{- if and $v.gateway.route.enabled $v.tls.enabled -}}
{{- $p = append $p "gateway.route.enabled and tls.enabled are both true: the route would speak plaintext to TLS. End TLS at the Gateway, or take the route out and make one with a BackendTLSPolicy." -}}
{{- end -}}
{{- if and $v.modelCache.enabled (not $v.modelCache.models) (not $v.modelCache.existingClaim) -}}
{{- $p = append $p "modelCache.models is empty. Name the models to fetch, or an existingClaim that has packages." -}}
{{- end -}}
{{- if and $v.monitoring.serviceMonitor.enabled (not $v.telemetry.collector.enabled) -}}
{{- $p = append $p "monitoring.serviceMonitor.enabled needs telemetry.collector.enabled: the platform sends its metrics by OTLP, and only the collector shows them to Prometheus." -}}
{{- end -}}
{{- if and $v.monitoring.rules.enabled (not $v.monitoring.rules.runbookBaseUrl) -}}
{{- $p = append $p "monitoring.rules.runbookBaseUrl is not set. Give the address at which docs/runbooks can be read." -}}
{{- end -}}
{{- if $p -}}
{{- fail (printf "\n%s" (join "\n" $p)) -}}
{{- end -}}
{{- end -}}
