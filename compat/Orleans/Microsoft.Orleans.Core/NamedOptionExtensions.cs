using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Orleans;

/// <summary>Options by name.</summary>
public static class NamedOptionExtensions
{
    /// <summary>The options of a name, such as a storage provider's.</summary>
    public static TOption GetOptionsByName<TOption>(this IServiceProvider services, string name)
        where TOption : class, new() =>
        services.GetRequiredService<IOptionsMonitor<TOption>>().Get(name);
}
