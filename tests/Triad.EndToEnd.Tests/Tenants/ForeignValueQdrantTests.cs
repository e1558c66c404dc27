namespace Triad.EndToEnd.Tests.Tenants;

/// <summary>With the double of Qdrant: a database that looks a stored point up without its filter.</summary>
public sealed class ForeignValueQdrantTests(QdrantOwnerFixture fixture) : ForeignValueTests(fixture), IClassFixture<QdrantOwnerFixture>;
