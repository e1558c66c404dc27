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
    public void Report_OfEveryRole_MakesTheProcessReady()
    {
        var sut = CreateSut(PlatformRoles.Silo | PlatformRoles.Embed);
        sut.Report(PlatformRoles.Silo, true);
        Assert.False(sut.Settled.IsCompleted);
        Assert.Equal((true, false, false), (IsServing("silo"), IsServing("embed"), IsServing(HealthBoard.Readiness)));

        sut.Report(PlatformRoles.Embed, true);
        Assert.True(sut.Settled.IsCompleted);
        Assert.True(IsServing(HealthBoard.Readiness));
    }

    [Fact]
    public void Report_OfALoss_TakesReadinessBack()
    {
        var sut = CreateSut(PlatformRoles.Gateway);
        sut.Report(PlatformRoles.Gateway, true);
        sut.Report(PlatformRoles.Gateway, false);
        Assert.Equal((false, false), (IsServing("gateway"), IsServing(HealthBoard.Readiness)));
    }

    [Fact]
    public void Report_OfARoleThatTheProcessLacks_IsUnknown()
    {
        var sut = CreateSut(PlatformRoles.Silo);
        sut.Report(PlatformRoles.Embed, true);
        Assert.Null(IsServing("embed"));
        Assert.Null(IsServing("gateway"));
    }

    [Fact]
    public void Stop_WhileServing_TakesEverythingBackForGood()
    {
        var sut = CreateSut(PlatformRoles.Gateway);
        sut.Report(PlatformRoles.Gateway, true);
        _lifetime.StopApplication();
        sut.Report(PlatformRoles.Gateway, true);
        Assert.Equal((false, false), (IsServing("gateway"), IsServing(HealthBoard.Readiness)));
    }

    private RoleReadiness CreateSut(PlatformRoles roles) => new(roles, _board, _lifetime);

    private bool? IsServing(string name) =>
        _board.All().TryGetValue(name, out var status) ? status == HealthCheckResponse.Types.ServingStatus.Serving : null;
}
