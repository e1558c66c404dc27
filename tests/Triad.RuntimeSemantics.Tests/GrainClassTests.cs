namespace Triad.RuntimeSemantics.Tests;

/// <summary>Roles rest on this: a class that a silo does not offer is not placed on it.</summary>
[Collection(SiloCollection.Name)]
public sealed class GrainClassTests(SiloFixture silo)
{
    public interface IUnoffered : IGrainWithStringKey
    {
        Task Call();
    }

    [Fact]
    public async Task GrainClass_TakenOutOfTheOptions_IsNotOffered() =>
        await Assert.ThrowsAnyAsync<Exception>(async () => await silo.Grains.GetGrain<IUnoffered>(SiloFixture.NewKey()).Call());

    public sealed class UnofferedGrain : Grain, IUnoffered
    {
        public Task Call() => Task.CompletedTask;
    }
}
