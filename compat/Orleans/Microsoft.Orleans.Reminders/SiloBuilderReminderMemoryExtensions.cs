namespace Orleans.Hosting;

/// <summary>Adds reminders that are lost with the process.</summary>
public static class SiloBuilderReminderMemoryExtensions
{
    /// <summary>Adds reminders and a table in memory.</summary>
    public static ISiloBuilder UseInMemoryReminderService(this ISiloBuilder builder)
    {
        builder.AddReminders();
        builder.Services.AddSingleton<IReminderTable, InMemoryReminderTable>();
        return builder;
    }
}
