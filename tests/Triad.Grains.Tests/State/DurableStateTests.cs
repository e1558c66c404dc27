using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using Triad.Core.Errors;
using Triad.Grains.Abstractions.Tenants;
using Triad.Grains.Tests.Faults;
using Triad.Testing.Embedding;
using static Triad.Grains.Tests.Platform;

namespace Triad.Grains.Tests.State;

public sealed class DurableStateTests
{
    [Fact]
    public async Task Write_ThatTheStorageRefuses_IsAnsweredWithItsReason()
    {
        await using var platform = await StartAsync(configure: services =>
            services.DecorateKeyed<IGrainStorage>(GrainStorageNames.Grains, storage => new FullGrainStorage(storage)));

        var refused = await platform.Tenant("acme").CreateAsync(
            new CreateTenant(string.Empty, "acme", "", HashEmbedder.Package, new TenantQuotas(null, null, null, null, null, null)), default);

        Assert.Equal(ErrorReason.StorageFull, refused.Error?.Reason);
    }
}
