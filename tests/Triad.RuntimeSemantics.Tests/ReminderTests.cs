namespace Triad.RuntimeSemantics.Tests;

/// <summary>The safety net of a video rests on this: a reminder rings after its grain has left memory.</summary>
[Collection(SiloCollection.Name)]
public sealed class ReminderTests(SiloFixture silo)
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(2);

    public interface IReminded : IGrainWithStringKey
    {
        Task Register();

        Task End();

        Task<bool> Unregister();
    }

    [Fact]
    public async Task Reminder_RingsAfterItsGrainHasEnded()
    {
        var key = SiloFixture.NewKey();
        var grain = silo.Grains.GetGrain<IReminded>(key);
        await grain.Register();
        await grain.End();
        await silo.Gates.WaitAsync($"{key} ended 1");

        await silo.Gates.WaitAsync($"{key} rung 1", silo.Time, Period);

        Assert.True(await grain.Unregister());
        Assert.False(await grain.Unregister());
    }

    public sealed class RemindedGrain(Gates gates) : Grain, IReminded, IRemindable
    {
        public async Task Register() => await this.RegisterOrUpdateReminder("wake", Period, Period);

        public Task End()
        {
            DeactivateOnIdle();
            return Task.CompletedTask;
        }

        public async Task<bool> Unregister()
        {
            if (await this.GetReminder("wake") is not { } reminder)
                return false;
            await this.UnregisterReminder(reminder);
            return true;
        }

        public Task ReceiveReminder(string reminderName, TickStatus status)
        {
            gates.Tick($"{this.GetPrimaryKeyString()} rung");
            return Task.CompletedTask;
        }

        public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
        {
            gates.Tick($"{this.GetPrimaryKeyString()} ended");
            return Task.CompletedTask;
        }
    }
}
