namespace Triad.RuntimeSemantics.Tests.Life;

[Collection(SiloCollection.Name)]
public sealed class ReminderTests(SiloFixture silo)
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(2);

    public interface IReminded : IGrainWithStringKey
    {
        Task Register(TimeSpan period);

        Task<bool> Unregister();

        Task<int> Registered();
    }

    [Fact]
    public async Task Reminder_RingsOncePerPeriod_EvenAfterItsGrainHasEnded()
    {
        var key = SiloFixture.NewKey();
        var grain = silo.Grains.GetGrain<IReminded>(key);
        await grain.Register(Period);
        Assert.Equal(1, await grain.Registered());

        silo.Time.Advance(Period);
        await silo.Gates.WaitAsync($"{key} rung 1");
        await silo.Gates.WaitAsync($"{key} ended 1");

        Assert.True(await grain.Unregister());
        Assert.Equal(0, await grain.Registered());
        Assert.False(await grain.Unregister());
    }

    [Fact]
    public async Task Reminder_WithTooShortAPeriod_IsRefused() => await Assert.ThrowsAsync<ArgumentException>(
        () => silo.Grains.GetGrain<IReminded>(SiloFixture.NewKey()).Register(TimeSpan.FromSeconds(1)));

    public sealed class RemindedGrain(Gates gates) : Grain, IReminded, IRemindable
    {
        public async Task Register(TimeSpan period) => await this.RegisterOrUpdateReminder("wake", period, period);

        public async Task<bool> Unregister()
        {
            if (await this.GetReminder("wake") is not { } reminder)
                return false;
            await this.UnregisterReminder(reminder);
            return true;
        }

        public async Task<int> Registered() => (await this.GetReminders()).Count;

        public Task ReceiveReminder(string reminderName, TickStatus status)
        {
            Assert.Equal("wake", reminderName);
            Assert.Equal(Period, status.Period);
            gates.Tick($"{this.GetPrimaryKeyString()} rung");
            DeactivateOnIdle();
            return Task.CompletedTask;
        }

        public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
        {
            gates.Tick($"{this.GetPrimaryKeyString()} ended");
            return Task.CompletedTask;
        }
    }
}
