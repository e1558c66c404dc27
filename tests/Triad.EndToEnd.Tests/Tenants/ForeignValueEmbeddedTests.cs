namespace Triad.EndToEnd.Tests.Tenants;

/// <summary>With the embedded index.</summary>
public sealed class ForeignValueEmbeddedTests(OwnerFixture fixture) : ForeignValueTests(fixture), IClassFixture<OwnerFixture>;
