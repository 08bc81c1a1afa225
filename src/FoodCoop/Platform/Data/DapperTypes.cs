using System.Data;
using System.Globalization;
using System.Reflection;
using Dapper;

namespace FoodCoop.Platform.Data;

/// <summary>Teaches Dapper our value types and that rows are records filled through their one constructor.</summary>
internal static class DapperTypes
{
    private static readonly Lazy<bool> Once = new(() =>
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.TypeMapProvider = type => new RecordMap(type);
        // what Dapper knows of itself it would write in its own way, past our handlers
        foreach (var known in (Type[])[typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly)]) SqlMapper.RemoveTypeMap(known);
        Text(Instants.Text, Instants.Parse);
        Text(d => d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), s => DateOnly.ParseExact(s, "yyyy-MM-dd", CultureInfo.InvariantCulture));
        Text(t => t.ToString("HH:mm", CultureInfo.InvariantCulture), s => TimeOnly.ParseExact(s, "HH:mm", CultureInfo.InvariantCulture));
        Number(m => m.Cents, n => new Money(n));
        Number(q => q.Thousandths, n => new Quantity(n));
        // SQLite has 64-bit integers only; without these a record's int or bool would not fit its column
        Number(i => i, n => checked((int)n));
        Number(b => b ? 1 : 0, n => n != 0);
        foreach (var entity in typeof(DapperTypes).Assembly.GetTypes().Where(t => t.IsAssignableTo(typeof(IEntity)) && t.IsClass))
        {
            var handler = (SqlMapper.ITypeHandler)Activator.CreateInstance(typeof(IdHandler<>).MakeGenericType(entity))!;
            SqlMapper.AddTypeHandler(typeof(Id<>).MakeGenericType(entity), handler);
        }
        return true;
    });

    public static void Register() => _ = Once.Value;

    /// <summary>A type that stands in the database as text.</summary>
    public static void Text<T>(Func<T, string> write, Func<string, T> read) =>
        Add(new Handler<T>(v => write(v), v => read((string)v)));

    /// <summary>A type that stands in the database as a whole number.</summary>
    public static void Number<T>(Func<T, long> write, Func<long, T> read) =>
        Add(new Handler<T>(v => write(v), v => read(Convert.ToInt64(v, CultureInfo.InvariantCulture))));

    // What Dapper knows by itself (int, bool, moments, dates) it would write in its own way, past the handler.
    private static void Add<T>(Handler<T> handler)
    {
        SqlMapper.RemoveTypeMap(typeof(T));
        SqlMapper.AddTypeHandler(handler);
    }

    private sealed class Handler<T>(Func<T, object> write, Func<object, T> read) : SqlMapper.TypeHandler<T>
    {
        public override void SetValue(IDbDataParameter parameter, T? value) => parameter.Value = value is null ? DBNull.Value : write(value);

        public override T? Parse(object value) => value is T already ? already : read(value);
    }

    private sealed class IdHandler<T> : SqlMapper.TypeHandler<Id<T>>
        where T : IEntity
    {
        public override void SetValue(IDbDataParameter parameter, Id<T> value) => parameter.Value = value.Value;

        public override Id<T> Parse(object value) => new((long)value);
    }

    /// <summary>
    /// Dapper's own map wants a constructor whose types equal the columns'; SQLite does not know the type of an
    /// expression that is null in the first row. So: the constructor with the most parameters, matched by name and order.
    /// </summary>
    private sealed class RecordMap(Type type) : SqlMapper.ITypeMap
    {
        private readonly DefaultTypeMap usual = new(type);

        private readonly ConstructorInfo? constructor = type.IsPrimitive || type == typeof(string)
            ? null
            : type.GetConstructors().Where(c => c.GetParameters() is not [{ } only] || only.ParameterType != type)
                .OrderByDescending(c => c.GetParameters().Length).FirstOrDefault();

        public ConstructorInfo? FindConstructor(string[] names, Type[] types)
        {
            if (constructor is null || constructor.GetParameters().Length == 0) return usual.FindConstructor(names, types);
            // Dapper hands the columns over in their order, so the record must have the same
            if (!constructor.GetParameters().Select(p => p.Name).SequenceEqual(names, new ByName()))
            {
                throw new InvalidOperationException(
                    $"{type.Name}({string.Join(", ", constructor.GetParameters().Select(p => p.Name))}) needs just these columns in this order, not {string.Join(", ", names)}.");
            }
            return constructor;
        }

        public ConstructorInfo? FindExplicitConstructor() => usual.FindExplicitConstructor();

        public SqlMapper.IMemberMap? GetConstructorParameter(ConstructorInfo c, string columnName) =>
            c.GetParameters().FirstOrDefault(p => Same(columnName, p.Name)) is { } parameter ? new Parameter(columnName, parameter) : null;

        public SqlMapper.IMemberMap? GetMember(string columnName) => usual.GetMember(columnName);

        private static bool Same(string column, string? name) =>
            string.Equals(column.Replace("_", "", StringComparison.Ordinal), name, StringComparison.OrdinalIgnoreCase);

        private sealed class ByName : IEqualityComparer<string?>
        {
            public bool Equals(string? parameter, string? column) => Same(column ?? "", parameter);

            public int GetHashCode(string? name) => 0; // only used to compare one by one
        }

        private sealed class Parameter(string column, ParameterInfo parameter) : SqlMapper.IMemberMap
        {
            public string ColumnName => column;
            public Type MemberType => parameter.ParameterType;
            public PropertyInfo? Property => null;
            public FieldInfo? Field => null;
            ParameterInfo? SqlMapper.IMemberMap.Parameter => parameter;
        }
    }
}
