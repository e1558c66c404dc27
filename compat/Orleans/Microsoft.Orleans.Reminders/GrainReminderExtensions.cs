namespace Orleans;

/// <summary>A grain's own reminders.</summary>
public static class GrainReminderExtensions
{
    /// <summary>Registers a reminder, or changes it.</summary>
    public static Task<IGrainReminder> RegisterOrUpdateReminder(this Grain grain, string reminderName, TimeSpan dueTime, TimeSpan period) =>
        ((IGrainBase)grain).RegisterOrUpdateReminder(reminderName, dueTime, period);

    /// <summary>Registers a reminder, or changes it.</summary>
    public static Task<IGrainReminder> RegisterOrUpdateReminder(
        this IGrainBase grain, string reminderName, TimeSpan dueTime, TimeSpan period) =>
        grain is IRemindable
            ? Service(grain).RegisterOrUpdateReminder(grain.GrainContext.GrainId, reminderName, dueTime, period)
            : throw new InvalidOperationException(
                $"Grain {grain.GrainContext} does not implement {nameof(IRemindable)}, so it cannot have reminders.");

    /// <summary>Removes a reminder.</summary>
    public static Task UnregisterReminder(this Grain grain, IGrainReminder reminder) => ((IGrainBase)grain).UnregisterReminder(reminder);

    /// <summary>Removes a reminder.</summary>
    public static Task UnregisterReminder(this IGrainBase grain, IGrainReminder reminder) => Service(grain).UnregisterReminder(reminder);

    /// <summary>A reminder; null where there is none.</summary>
    public static Task<IGrainReminder?> GetReminder(this Grain grain, string reminderName) => ((IGrainBase)grain).GetReminder(reminderName);

    /// <summary>A reminder; null where there is none.</summary>
    public static Task<IGrainReminder?> GetReminder(this IGrainBase grain, string reminderName) =>
        Service(grain).GetReminder(grain.GrainContext.GrainId, reminderName);

    /// <summary>All reminders.</summary>
    public static Task<List<IGrainReminder>> GetReminders(this Grain grain) => ((IGrainBase)grain).GetReminders();

    /// <summary>All reminders.</summary>
    public static Task<List<IGrainReminder>> GetReminders(this IGrainBase grain) => Service(grain).GetReminders(grain.GrainContext.GrainId);

    private static LocalReminderService Service(IGrainBase grain)
    {
        if (!ReferenceEquals(RuntimeContext.Current, grain.GrainContext))
            throw new InvalidOperationException("Reminders are registered on their grain's turn.");

        return grain.GrainContext.ActivationServices.GetService<LocalReminderService>() ?? throw new OrleansConfigurationException(
            "The reminder service has not been configured: call UseInMemoryReminderService, or AddReminders with an IReminderTable.");
    }
}
