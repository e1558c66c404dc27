using Triad.Doubles;
using Triad.Testing.Tenants;

namespace Triad.EndToEnd.Tests.Tenants;

/// <summary>The owner and the strangers with their vectors in one collection of the double of Qdrant.</summary>
public sealed class QdrantOwnerFixture : OwnerFixture
{
    private QdrantDouble? _qdrant;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_qdrant is not null)
            await _qdrant.DisposeAsync();
    }

    private protected override async Task<ServerProcess> StartAsync()
    {
        _qdrant = await QdrantDouble.StartAsync();
        return await ServerProcess.StartAsync(
            ["--set", "Triad:Storage:Vectors=Qdrant", "--set", $"Triad:Qdrant:Endpoint={_qdrant.Address}", .. OwnerData.Settings]);
    }
}
