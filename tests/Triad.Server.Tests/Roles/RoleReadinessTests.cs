using Grpc.Core;
using Grpc.Health.V1;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Triad.Gateway.Health;
using Triad.Grains.Roles;
using Triad.Server.Roles;

namespace Triad.Server.Tests.Roles;

public sealed class RoleReadinessTests
{
    private readonly ApplicationLifetime _lifetime = new(NullLogger<ApplicationLifetime>.Instance);
    private readonly HealthBoard _board = new();

    [Fact]
    public async Task Report_OfEveryRole_MakesTheProcessReady()
    {
        var sut = CreateSut(PlatformRoles.Silo | PlatformRoles.Embed);
        sut.Report(PlatformRoles.Silo, true);
        Assert.False(sut.Settled.IsCompleted);
        Assert.Equal((true, false, false), (await IsServingAsync("silo"), await IsServingAsync("embed"), await IsServingAsync(HealthBoard.Readiness)));

        sut.Report(PlatformRoles.Embed, true);
        Assert.True(sut.Settled.IsCompleted);
        Assert.True(await IsServingAsync(HealthBoard.Readiness));
    }

    [Fact]
    public async Task Report_OfALoss_TakesReadinessBack()
    {
        var sut = CreateSut(PlatformRoles.Gateway);
        sut.Report(PlatformRoles.Gateway, true);
        sut.Report(PlatformRoles.Gateway, false);
        Assert.Equal((false, false), (await IsServingAsync("gateway"), await IsServingAsync(HealthBoard.Readiness)));
    }

    [Fact]
    public async Task Report_OfARoleThatTheProcessLacks_IsUnknown()
    {
        var sut = CreateSut(PlatformRoles.Silo);
        sut.Report(PlatformRoles.Embed, true);
        Assert.Null(await IsServingAsync("embed"));
        Assert.Null(await IsServingAsync("gateway"));
    }

    [Fact]
    public async Task Stop_WhileServing_TakesEverythingBackForGood()
    {
        var sut = CreateSut(PlatformRoles.Gateway);
        sut.Report(PlatformRoles.Gateway, true);
        _lifetime.StopApplication();
        sut.Report(PlatformRoles.Gateway, true);
        Assert.Equal((false, false), (await IsServingAsync("gateway"), await IsServingAsync(HealthBoard.Readiness)));
    }

    [Fact]
    public async Task Need_ThatIsAway_TakesReadinessBackAndNoRole()
    {
        var sut = CreateSut(PlatformRoles.Gateway, "vectors");
        sut.Report(PlatformRoles.Gateway, true);
        Assert.False(sut.Settled.IsCompleted);

        sut.Report("vectors", true);
        Assert.True(sut.Settled.IsCompleted);
        Assert.Equal((true, true), (await IsServingAsync("vectors"), await IsServingAsync(HealthBoard.Readiness)));

        sut.Report("vectors", false);
        Assert.True(await IsServingAsync("gateway"));
        Assert.Equal((false, false), (await IsServingAsync("vectors"), await IsServingAsync(HealthBoard.Readiness)));
    }

    private RoleReadiness CreateSut(PlatformRoles roles, params string[] needs) => new(roles, needs, _board, _lifetime);

    private async Task<bool?> IsServingAsync(string name)
    {
        try
        {
            var answer = await _board.Service.Check(new HealthCheckRequest { Service = name }, context: null!);
            return answer.Status == HealthCheckResponse.Types.ServingStatus.Serving;
        }
        catch (RpcException unknown) when (unknown.StatusCode == StatusCode.NotFound)
        {
            return null;
        }
    }
}
