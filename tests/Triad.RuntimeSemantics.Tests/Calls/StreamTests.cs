using System.Runtime.CompilerServices;

namespace Triad.RuntimeSemantics.Tests.Calls;

[Collection(SiloCollection.Name)]
public sealed class StreamTests(SiloFixture silo)
{
    public interface IStreams : IGrainWithStringKey
    {
        IAsyncEnumerable<int> Count(int to);

        IAsyncEnumerable<int> CountThenFail(int to);

        IAsyncEnumerable<int> CountUntilCancelled(CancellationToken cancellationToken = default);

        Task<int> Ask();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(250)]
    public async Task Sequence_ArrivesWholeAndInOrder(int count)
    {
        var received = new List<int>();
        await foreach (var item in Grain().Count(count).WithBatchSize(7))
            received.Add(item);
        Assert.Equal(Enumerable.Range(0, count), received);
    }

    [Fact]
    public async Task Sequence_ThatFails_GivesItsItemsThenItsException()
    {
        var received = new List<int>();
        var exception = await Assert.ThrowsAsync<InvalidDataException>(async () =>
        {
            await foreach (var item in Grain().CountThenFail(3).WithBatchSize(1))
                received.Add(item);
        });
        Assert.Equal("after 3", exception.Message);
        Assert.Equal([0, 1, 2], received);
    }

    [Fact]
    public async Task Grain_WhoseSequenceIsRead_TakesOtherCalls()
    {
        var grain = Grain();
        await foreach (var item in grain.CountUntilCancelled())
        {
            Assert.Equal(42, await grain.Ask());
            break;
        }
    }

    [Fact]
    public async Task Reader_ThatStops_DisposesTheGrainsEnumerator()
    {
        var key = SiloFixture.NewKey();
        await foreach (var item in silo.Grains.GetGrain<IStreams>(key).CountUntilCancelled())
            break;
        await silo.Gates.WaitAsync($"{key} ended");
    }

    [Fact]
    public async Task Reader_ThatCancels_EndsTheGrainsEnumerator()
    {
        var key = SiloFixture.NewKey();
        using var source = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var item in silo.Grains.GetGrain<IStreams>(key).CountUntilCancelled(source.Token))
                await source.CancelAsync();
        });
        await silo.Gates.WaitAsync($"{key} ended");
    }

    private IStreams Grain() => silo.Grains.GetGrain<IStreams>(SiloFixture.NewKey());

    public sealed class StreamsGrain(Gates gates) : Grain, IStreams
    {
        public async IAsyncEnumerable<int> Count(int to)
        {
            for (var i = 0; i < to; i++)
            {
                if (i % 3 == 0)
                    await Task.Yield();
                yield return i;
            }
        }

        public async IAsyncEnumerable<int> CountThenFail(int to)
        {
            await foreach (var item in Count(to))
                yield return item;
            throw new InvalidDataException($"after {to}");
        }

        public async IAsyncEnumerable<int> CountUntilCancelled([EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            try
            {
                yield return 1;
                await gates.WaitAsync($"{this.GetPrimaryKeyString()} never").WaitAsync(cancellationToken);
            }
            finally
            {
                gates.Open($"{this.GetPrimaryKeyString()} ended");
            }
        }

        public Task<int> Ask() => Task.FromResult(42);
    }
}
