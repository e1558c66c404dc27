using Microsoft.Extensions.DependencyInjection;

namespace Triad.Grains.Tests.Searches.Frozen;

/// <summary>An index that every silo reaches.</summary>
internal interface IRemoteIndex : IAsyncDisposable
{
    /// <summary>Registers it as the index of a silo.</summary>
    void AddTo(IServiceCollection services);
}
