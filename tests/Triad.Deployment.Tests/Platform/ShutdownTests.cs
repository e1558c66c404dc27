using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Triad.Deployment.Tests.Charts;

namespace Triad.Deployment.Tests.Platform;

public sealed class ShutdownTests
{
    private const string Variable = "ASPNETCORE_SHUTDOWNTIMEOUTSECONDS";

    [Fact]
    public async Task Variable_OfTheChart_IsHowLongTheHostWaitsForItsServices()
    {
        var seconds = (await Manifest.RenderedAsync("kind")).Single(one => one.Kind == "Deployment" && one.Name == "triad-embed").Variables[Variable];
        Environment.SetEnvironmentVariable(Variable, seconds);
        try
        {
            await using var app = WebApplication.CreateSlimBuilder(new WebApplicationOptions()).Build(); // As the server does.

            Assert.Equal(TimeSpan.FromSeconds(120), app.Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout);
        }
        finally
        {
            Environment.SetEnvironmentVariable(Variable, null);
        }
    }
}
