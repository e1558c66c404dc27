namespace Triad.EndToEnd.Tests.Tenants;

/// <summary>With the double of Qdrant.</summary>
public sealed class MixedTenantsQdrantTests(QdrantOwnerFixture fixture) : MixedTenantsTests(fixture), IClassFixture<QdrantOwnerFixture>;
