// A cluster with a pool of GPUs, a storage account, a vault and an identity for Triad's pods; no secret anywhere.
// az deployment group create -g GROUP -f deploy/azure/main.bicep -p name=triad
// Not deployed where the project is built: see docs/kubernetes.md.

@description('Begins every name; 3 to 12 lower-case letters and digits.')
@minLength(3)
@maxLength(12)
param name string = 'triad'

@description('Where everything is.')
param location string = resourceGroup().location

@description('The namespace and the service account of the release.')
param namespace string = 'triad'
param serviceAccount string = 'triad'

@description('Nodes of the pool that embeds on GPUs; 0 to have none running.')
@minValue(0)
param gpuNodes int = 1
param gpuMaxNodes int = 4
param gpuVmSize string = 'Standard_NC24ads_A100_v4'
param vmSize string = 'Standard_D8ds_v5'

var account = toLower('${name}${uniqueString(resourceGroup().id)}')
var roles = {
  blobs: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
  tables: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
  secrets: '4633458b-17de-408a-b874-0445c86b69e6'
}

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${name}-pods'
  location: location
}

resource federation 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2023-01-31' = {
  parent: identity
  name: 'kubernetes'
  properties: {
    issuer: cluster.properties.oidcIssuerProfile.issuerURL
    subject: 'system:serviceaccount:${namespace}:${serviceAccount}'
    audiences: [ 'api://AzureADTokenExchange' ]
  }
}

resource storage 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: take(account, 24)
  location: location
  kind: 'StorageV2'
  sku: { name: 'Standard_ZRS' }
  properties: {
    allowBlobPublicAccess: false
    allowSharedKeyAccess: false
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    networkAcls: {
      bypass: 'None'
      defaultAction: 'Deny'
      virtualNetworkRules: [ { id: network.properties.subnets[0].id, action: 'Allow' } ]
    }
  }
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: take('${name}-${uniqueString(resourceGroup().id)}', 24)
  location: location
  properties: {
    tenantId: subscription().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enablePurgeProtection: true
    enableSoftDelete: true
  }
}

resource blobRole 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: storage
  name: guid(storage.id, identity.id, roles.blobs)
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.blobs)
  }
}

resource tableRole 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: storage
  name: guid(storage.id, identity.id, roles.tables)
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.tables)
  }
}

resource secretRole 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, identity.id, roles.secrets)
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.secrets)
  }
}

resource network 'Microsoft.Network/virtualNetworks@2024-01-01' = {
  name: '${name}-network'
  location: location
  properties: {
    addressSpace: { addressPrefixes: [ '10.64.0.0/16' ] }
    subnets: [
      {
        name: 'nodes'
        properties: {
          addressPrefix: '10.64.0.0/20'
          serviceEndpoints: [ { service: 'Microsoft.Storage' } ]
        }
      }
    ]
  }
}

resource cluster 'Microsoft.ContainerService/managedClusters@2024-09-01' = {
  name: '${name}-cluster'
  location: location
  identity: { type: 'SystemAssigned' }
  sku: { name: 'Base', tier: 'Standard' }
  properties: {
    dnsPrefix: name
    oidcIssuerProfile: { enabled: true }
    securityProfile: { workloadIdentity: { enabled: true } }
    // Cilium enforces the chart's network policies.
    networkProfile: {
      networkPlugin: 'azure'
      networkPluginMode: 'overlay'
      networkDataplane: 'cilium'
      networkPolicy: 'cilium'
    }
    agentPoolProfiles: [
      {
        name: 'general'
        mode: 'System'
        vmSize: vmSize
        count: 3
        minCount: 3
        maxCount: 12
        enableAutoScaling: true
        availabilityZones: [ '1', '2', '3' ]
        osType: 'Linux'
        osSKU: 'AzureLinux'
        vnetSubnetID: network.properties.subnets[0].id
      }
      {
        name: 'gpu'
        mode: 'User'
        vmSize: gpuVmSize
        count: gpuNodes
        minCount: 0
        maxCount: gpuMaxNodes
        enableAutoScaling: true
        osType: 'Linux'
        osSKU: 'Ubuntu'
        vnetSubnetID: network.properties.subnets[0].id
        nodeLabels: { pool: 'gpu' }
        nodeTaints: [ 'nvidia.com/gpu=present:NoSchedule' ]
      }
    ]
  }
}

output cluster string = cluster.name
output clientId string = identity.properties.clientId
output blobs string = 'https://${storage.name}.blob.${environment().suffixes.storage}'
output tables string = 'https://${storage.name}.table.${environment().suffixes.storage}'
output vaultUri string = vault.properties.vaultUri
