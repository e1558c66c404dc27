using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Orleans.Hosting;

/// <summary>Adds reminders; an <see cref="IReminderTable"/> is registered beside them.</summary>
public static class SiloBuilderReminderExtensions
{
    /// <summary>Adds reminders.</summary>
    public static ISiloBuilder AddReminders(this ISiloBuilder builder)
    {
        builder.Services.AddReminders();
        return builder;
    }

    /// <summary>Adds reminders.</summary>
    public static void AddReminders(this IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(LocalReminderService)))
            return;

        services.TryAddKeyedSingleton(
            ReminderTimeProviderNames.Reminders, static (provider, _) => provider.GetRequiredService<TimeProvider>());
        services.AddSingleton<LocalReminderService>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(provider => provider.GetRequiredService<LocalReminderService>());
    }
}
