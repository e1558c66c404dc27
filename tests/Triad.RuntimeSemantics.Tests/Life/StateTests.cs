using Microsoft.Extensions.DependencyInjection;
using Orleans.Core.Internal;
using Orleans.Storage;

namespace Triad.RuntimeSemantics.Tests.Life;

[Collection(SiloCollection.Name)]
public sealed class StateTests(SiloFixture silo)
{
    public interface IKeeper : IGrainWithStringKey
    {
        Task<Note> Read();

        Task Write(string text);

        Task Clear();

        Task<bool> Exists();
    }

    public interface IOldKeeper : IGrainWithStringKey
    {
        Task<string> Append(string text);
    }

    [Fact]
    public async Task State_Written_IsReadByTheNextActivation()
    {
        var key = SiloFixture.NewKey();
        var grain = silo.Grains.GetGrain<IKeeper>(key);
        Assert.False(await grain.Exists());
        await grain.Write("kept");
        await EndAsync(grain, key, 1);
        Assert.True(await grain.Exists());
        Assert.Equal("kept", (await grain.Read()).Text);

        await grain.Clear();
        Assert.False(await grain.Exists());
        await EndAsync(grain, key, 2);
        Assert.Null((await grain.Read()).Text);
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
        Assert.Equal("theirs", (await grain.Read()).Text);
    }

    [Fact]
    public async Task GrainOfState_KeepsItsStateInTheDefaultStorage()
    {
        var key = SiloFixture.NewKey();
        Assert.Equal("a", await silo.Grains.GetGrain<IOldKeeper>(key).Append("a"));
        await silo.Grains.GetGrain<IOldKeeper>(key).Cast<IGrainManagementExtension>().DeactivateOnIdle();
        Assert.Equal("ab", await silo.Grains.GetGrain<IOldKeeper>(key).Append("b"));
    }

    private async Task EndAsync(IKeeper grain, string key, int time)
    {
        await grain.Cast<IGrainManagementExtension>().DeactivateOnIdle();
        await silo.Gates.WaitAsync($"{key} ended {time}");
    }

    [GenerateSerializer]
    public sealed record Note
    {
        [Id(0)]
        public string? Text { get; set; }
    }

    public sealed class KeeperGrain([PersistentState("note", "memory")] IPersistentState<Note> note, Gates gates) : Grain, IKeeper
    {
        public Task<Note> Read() => Task.FromResult(note.State);

        public async Task Write(string text)
        {
            note.State.Text = text;
            await note.WriteStateAsync();
        }

        public Task Clear() => note.ClearStateAsync();

        public Task<bool> Exists() => Task.FromResult(note.RecordExists);

        public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
        {
            gates.Tick($"{this.GetPrimaryKeyString()} ended");
            return Task.CompletedTask;
        }
    }

    public sealed class OldKeeperGrain : Grain<Note>, IOldKeeper
    {
        public async Task<string> Append(string text)
        {
            State.Text += text;
            await WriteStateAsync();
            return State.Text;
        }
    }
}
