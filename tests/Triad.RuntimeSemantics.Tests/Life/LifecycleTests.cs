using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Triad.RuntimeSemantics.Tests.Life;

public sealed class LifecycleTests
{
    public interface IGreeter : IGrainWithGuidKey
    {
        Task<string> Greet();
    }

    public interface IUnoffered : IGrainWithGuidKey
    {
        Task Call();
    }

    [Fact]
    public async Task Silo_StartsStagesUpwards_AndStopsThemDownwards()
    {
        var seen = new List<string>();
        using var host = SiloFixture.Build(new Gates(), builder =>
        {
            builder.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(new Recorder(seen, "app", ServiceLifecycleStage.ApplicationServices));
            builder.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(new Recorder(seen, "storage", ServiceLifecycleStage.RuntimeStorageServices));
            builder.AddStartupTask(async (services, _) =>
                seen.Add(await services.GetRequiredService<IGrainFactory>().GetGrain<IGreeter>(Guid.Empty).Greet()));
        });
        await host.StartAsync();
        Assert.Equal(["storage up", "app up", "hello"], seen);
        await host.StopAsync();
        Assert.Equal(["storage up", "app up", "hello", "goodbye", "app down", "storage down"], seen);
    }

    [Fact]
    public async Task GrainClass_TakenOutOfTheOptions_IsNotOffered()
    {
        using var host = SiloFixture.Build(
            new Gates(), builder => builder.Configure<GrainTypeOptions>(options => options.Classes.Remove(typeof(UnofferedGrain))));
        await host.StartAsync();
        var grains = host.Services.GetRequiredService<IGrainFactory>();
        Assert.Equal("hello", await grains.GetGrain<IGreeter>(Guid.NewGuid()).Greet());
        await Assert.ThrowsAnyAsync<Exception>(async () => await grains.GetGrain<IUnoffered>(Guid.NewGuid()).Call());
        await host.StopAsync();
    }

    [Fact]
    public async Task Silo_SaysWhoItIs()
    {
        using var host = SiloFixture.Build(new Gates(), builder => builder.Configure<ClusterOptions>(options => options.ClusterId = "mine"));
        await host.StartAsync();
        var details = host.Services.GetRequiredService<ILocalSiloDetails>();
        Assert.Equal("mine", details.ClusterId);
        Assert.NotEqual(SiloAddress.Zero, details.SiloAddress);
        await host.StopAsync();
    }

    public sealed class GreeterGrain : IGrainBase, IGreeter
    {
        public GreeterGrain(IGrainContext context) => GrainContext = context;

        public IGrainContext GrainContext { get; }

        public Task<string> Greet() => Task.FromResult("hello");

        public Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
        {
            foreach (var recorder in GrainContext.ActivationServices.GetServices<ILifecycleParticipant<ISiloLifecycle>>().OfType<Recorder>().Take(1))
                recorder.Seen.Add("goodbye");
            return Task.CompletedTask;
        }
    }

    public sealed class UnofferedGrain : Grain, IUnoffered
    {
        public Task Call() => Task.CompletedTask;
    }

    private sealed class Recorder(List<string> seen, string name, int stage) : ILifecycleParticipant<ISiloLifecycle>
    {
        public List<string> Seen => seen;

        public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
            name,
            stage,
            _ => Record("up"),
            _ => Record("down"));

        private Task Record(string what)
        {
            seen.Add($"{name} {what}");
            return Task.CompletedTask;
        }
    }
}
