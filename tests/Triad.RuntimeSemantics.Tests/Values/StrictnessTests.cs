using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;
using Orleans.Serialization;

namespace Triad.RuntimeSemantics.Tests.Values;

/// <summary>
/// What cannot cross is refused by name. What the real runtime would lose, or refuse later and between processes only, the stand-in
/// refuses at once.
/// </summary>
[Collection(SiloCollection.Name)]
public sealed class StrictnessTests(SiloFixture silo)
{
    public interface IBareTaker : IGrainWithStringKey
    {
        Task TakeBare(Bare value);
    }

    public interface IStrict : IGrainWithStringKey
    {
        Task TakeForgetful(Forgetful value);

        Task TakeBase(Outline value);

        Task<object> GiveBare();
    }

    public interface IStrictState : IGrainWithStringKey
    {
        Task Call();
    }

    [Fact]
    public async Task Argument_OfATypeWithoutAnnotation_IsRefusedByName() => Assert.Contains(
        nameof(Bare),
        (await Assert.ThrowsAsync<CodecNotFoundException>(
            async () => await silo.Grains.GetGrain<IBareTaker>(SiloFixture.NewKey()).TakeBare(new Bare()))).Message);

    [StandInFact]
    public async Task Member_WithoutAnId_IsRefusedByName()
    {
        var refusal = await Assert.ThrowsAsync<CodecNotFoundException>(() => Grain().TakeForgetful(new Forgetful()));
        Assert.Contains($"{nameof(Forgetful)}.{nameof(Forgetful.Lost)}", refusal.Message);
    }

    [Fact]
    public async Task Value_OfASubtypeWithoutAnnotation_IsRefusedByName()
    {
        var refusal = await Assert.ThrowsAsync<CodecNotFoundException>(() => Grain().TakeBase(new Detail()));
        Assert.Contains(nameof(Detail), refusal.Message);
    }

    [Fact]
    public async Task Result_OfATypeWithoutAnnotation_IsRefusedByName() =>
        Assert.Contains(nameof(Bare), (await Assert.ThrowsAsync<CodecNotFoundException>(() => Grain().GiveBare())).Message);

    [StandInFact]
    public async Task State_OfATypeWithoutAnnotation_IsRefusedByName() => Assert.Contains(
        nameof(Bare),
        (await Assert.ThrowsAsync<CodecNotFoundException>(() => silo.Grains.GetGrain<IStrictState>(SiloFixture.NewKey()).Call())).Message);

    [StandInFact]
    public async Task Silo_ToldToCluster_DoesNotStart()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration["Orleans:Clustering:ProviderType"] = "AzureTableStorage";
        builder.Services.AddSingleton(new Gates());
        builder.UseOrleans(_ => { });
        using var host = builder.Build();
        var refusal = await Assert.ThrowsAsync<OrleansConfigurationException>(() => host.StartAsync());
        Assert.Contains("AzureTableStorage", refusal.Message);
    }

    private IStrict Grain() => silo.Grains.GetGrain<IStrict>(SiloFixture.NewKey());

    public sealed class Bare
    {
        public int Value { get; set; }
    }

    [GenerateSerializer]
    public sealed class Forgetful
    {
        [Id(0)]
        public int Kept { get; set; }

        public int Lost { get; set; }
    }

    [GenerateSerializer]
    public class Outline
    {
        [Id(0)]
        public int Value { get; set; }
    }

    public sealed class Detail : Outline
    {
        public int More { get; set; }
    }

    public sealed class BareTaker : Grain, IBareTaker
    {
        public Task TakeBare(Bare value) => Task.CompletedTask;
    }

    public sealed class StrictGrain : Grain, IStrict
    {
        public Task TakeForgetful(Forgetful value) => Task.CompletedTask;

        public Task TakeBase(Outline value) => Task.CompletedTask;

        public Task<object> GiveBare() => Task.FromResult<object>(new Bare());
    }

    public sealed class StrictStateGrain([PersistentState("bare", "memory")] IPersistentState<Bare> bare) : Grain, IStrictState
    {
        public Task Call() => Task.FromResult(bare.State);
    }
}
