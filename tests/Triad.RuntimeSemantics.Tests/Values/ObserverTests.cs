using System.Collections.Concurrent;

namespace Triad.RuntimeSemantics.Tests.Values;

[Collection(SiloCollection.Name)]
public sealed class ObserverTests(SiloFixture silo)
{
    public interface IListener : IGrainObserver
    {
        [ResponseTimeout("00:00:02")]
        Task Hear(string text);
    }

    public interface ISpeaker : IGrainWithStringKey
    {
        Task Subscribe(IListener listener);

        Task Say(string text);
    }

    [Fact]
    public async Task Observer_HearsWhatTheGrainSays_UntilItsReferenceIsDeleted()
    {
        var heard = new Listener();
        var reference = silo.Grains.CreateObjectReference<IListener>(heard);
        var speaker = silo.Grains.GetGrain<ISpeaker>(SiloFixture.NewKey());
        await speaker.Subscribe(reference);
        await speaker.Say("one");
        await speaker.Say("two");
        Assert.Equal(["one", "two"], heard.Heard);

        silo.Grains.DeleteObjectReference<IListener>(reference);
        await Assert.ThrowsAnyAsync<Exception>(() => speaker.Say("three"));
        Assert.Equal(2, heard.Heard.Count);
        GC.KeepAlive(heard);
    }

    public sealed class Listener : IListener
    {
        public ConcurrentQueue<string> Heard { get; } = new();

        public Task Hear(string text)
        {
            Heard.Enqueue(text);
            return Task.CompletedTask;
        }
    }

    public sealed class SpeakerGrain : Grain, ISpeaker
    {
        private IListener? _listener;

        public Task Subscribe(IListener listener)
        {
            _listener = listener;
            return Task.CompletedTask;
        }

        public Task Say(string text) => _listener!.Hear(text);
    }
}
