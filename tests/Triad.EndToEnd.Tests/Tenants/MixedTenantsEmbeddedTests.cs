namespace Triad.EndToEnd.Tests.Tenants;

/// <summary>With the embedded index.</summary>
public sealed class MixedTenantsEmbeddedTests(OwnerFixture fixture) : MixedTenantsTests(fixture), IClassFixture<OwnerFixture>;
