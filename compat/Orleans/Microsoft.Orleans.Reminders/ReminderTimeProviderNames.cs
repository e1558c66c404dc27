namespace Orleans.Reminders;

/// <summary>The key under which a <see cref="TimeProvider"/> may be registered for reminders.</summary>
public static class ReminderTimeProviderNames
{
    /// <summary>Reminders.</summary>
    public const string Reminders = "Orleans.Reminders";
}
