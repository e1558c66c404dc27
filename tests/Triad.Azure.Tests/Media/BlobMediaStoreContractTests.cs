using Triad.Core.Media;
using Triad.Testing.Azure;
using Triad.Testing.Media;

namespace Triad.Azure.Tests.Media;

/// <summary>The contract of media stores, kept by Azure blobs.</summary>
[Collection(AzuriteCollection.Name)]
public sealed class BlobMediaStoreContractTests(AzuriteFixture azurite) : MediaStoreContract, IAsyncLifetime
{
    private AccountHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await AccountHost.StartAsync(azurite.Process.ConnectionString);

    public async ValueTask DisposeAsync() => await _host.DisposeAsync();

    protected override IMediaStore CreateSut() => _host.Media;
}
