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

    /// <summary>The same, where the silo's role has the service at all.</summary>
    public static IServiceCollection DecorateWhereItIs<T>(this IServiceCollection services, Func<T, IServiceProvider, T> decorate)
        where T : class => services.Any(service => service.ServiceType == typeof(T)) ? services.Decorate(decorate) : services;

    public static IServiceCollection DecorateKeyed<T>(this IServiceCollection services, string key, Func<T, T> decorate)
        where T : class
    {
        var inner = services.Last(service => service.ServiceType == typeof(T) && service.IsKeyedService && Equals(service.ServiceKey, key));
        return services.AddKeyedSingleton(key, (provider, _) => decorate((T)inner.KeyedImplementationFactory!(provider, key)));
    }

    private static T Make<T>(ServiceDescriptor service, IServiceProvider provider) =>
        (T)(service.ImplementationInstance
            ?? service.ImplementationFactory?.Invoke(provider)
            ?? ActivatorUtilities.CreateInstance(provider, service.ImplementationType!));
}
