using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace Triad.RuntimeSemantics.Tests;

/// <summary>Two activations of one grain rest on this: the one whose write loses ends, and the next reads what the other wrote.</summary>
[Collection(SiloCollection.Name)]
public sealed class StateTests(SiloFixture silo)
{
    public interface IKeeper : IGrainWithStringKey
    {
        Task<string?> Read();

        Task Write(string text);
    }

    [Fact]
    public async Task State_WrittenBySomebodyElse_IsAConflict_ThatEndsTheActivation()
    {
        var key = SiloFixture.NewKey();
        var grain = silo.Grains.GetGrain<IKeeper>(key);
        await grain.Write("mine");
        var storage = silo.Services.GetRequiredKeyedService<IGrainStorage>("memory");
        var theirs = new GrainState<Note>(new Note());
        await storage.ReadStateAsync("note", grain.GetGrainId(), theirs);
        theirs.State = new Note { Text = "theirs" };
        await storage.WriteStateAsync("note", grain.GetGrainId(), theirs);

        await Assert.ThrowsAsync<InconsistentStateException>(() => grain.Write("mine again"));

        await silo.Gates.WaitAsync($"{key} ended 1");
        Assert.Equal("theirs", await grain.Read());
    }

    [GenerateSerializer]
    public sealed record Note
    {
        [Id(0)]
        public string? Text { get; set; }
    }

    public sealed class KeeperGrain([PersistentState("note", "memory")] IPersistentState<Note> note, Gates gates) : Grain, IKeeper
    {
        public Task<string?> Read() => Task.FromResult(note.State.Text);

        public async Task Write(string text)
        {
            note.State.Text = text;
            await note.WriteStateAsync();
        }

        public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
        {
            gates.Tick($"{this.GetPrimaryKeyString()} ended");
            return Task.CompletedTask;
        }
    }
}
