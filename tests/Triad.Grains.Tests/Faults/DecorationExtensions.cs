using Microsoft.Extensions.DependencyInjection;

namespace Triad.Grains.Tests.Faults;

/// <summary>Puts a test's own object before the one that a service has.</summary>
internal static class DecorationExtensions
{
    public static IServiceCollection Decorate<T>(this IServiceCollection services, Func<T, IServiceProvider, T> decorate)
        where T : class
    {
        var inner = services.Last(service => service.ServiceType == typeof(T) && !service.IsKeyedService);
        return services.AddSingleton(provider => decorate(Make<T>(inner, provider), provider));
    }

    private static T Make<T>(ServiceDescriptor service, IServiceProvider provider) =>
        (T)(service.ImplementationInstance
            ?? service.ImplementationFactory?.Invoke(provider)
            ?? ActivatorUtilities.CreateInstance(provider, service.ImplementationType!));
}
