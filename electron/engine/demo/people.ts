import type { Dice } from './random.ts';

export interface Person {
  readonly name: string;
  readonly mail: string;
  readonly role: 'employee' | 'customer';
  readonly present: boolean;
}

/** Employees whom the story names, and whether they are still here. */
const named: readonly (readonly [name: string, present: boolean])[] = [
  ['Marta Lind', true],
  ['Lena Vogt', false],
  ['Iris Falk', true],
  ['Jonas Weber', true],
  ['Noor Haddad', true],
  ['Priya Nair', true],
  ['Ben Acker', true],
  ['Dara Kim', true],
  ['Tunde Okafor', true],
  ['Hugo Brandt', false],
  ['Selma Aydin', false],
  ['Paul Martin', false],
];
export const teams = [
  'IT Identity',
  'Store Ops',
  'Platform',
  'Loyalty Ops',
  'Finance IT',
  'Data',
  'Digital',
  'Supply Chain',
] as const;

const given = [
  'Ana',
  'Luis',
  'Mia',
  'Emil',
  'Sofia',
  'Noah',
  'Lea',
  'Omar',
  'Ines',
  'Karl',
  'Yara',
  'Tom',
  'Zoe',
  'Ivan',
  'Nina',
  'Raul',
  'Elif',
  'Max',
  'Clara',
  'Sven',
  'Aisha',
  'Jan',
  'Marie',
  'Otto',
  'Lucia',
  'Finn',
  'Hana',
  'Leo',
  'Vera',
  'Samir',
] as const;
const family = [
  'Ruiz',
  'Berg',
  'Costa',
  'Novak',
  'Keller',
  'Silva',
  'Meyer',
  'Dubois',
  'Rossi',
  'Jansen',
  'Larsen',
  'Petrov',
  'Moreau',
  'Lopez',
  'Schmid',
  'Kowalski',
  'Horvat',
  'Nilsen',
  'Fischer',
  'Santos',
  'Hansen',
  'Marino',
  'Wolf',
  'Peeters',
  'Vidal',
  'Sato',
  'Cohen',
  'Byrne',
  'Duarte',
  'Egger',
] as const;

export const employeeCount = 360;
export const customerCount = 40;

function mailOf(name: string, domain: string): string {
  return `${name.toLowerCase().replaceAll(' ', '.')}@${domain}`;
}

/** Names are drawn without repeating; the first customer is the Ana Ruiz of the story. */
export function peopleOf(dice: Dice): { readonly employees: readonly Person[]; readonly customers: readonly Person[] } {
  const taken = new Set(named.map(([name]) => name));
  const draw = (): string => {
    for (;;) {
      const name = `${dice.pick(given)} ${dice.pick(family)}`;
      if (taken.has(name) || name === 'Ana Ruiz') continue;
      taken.add(name);
      return name;
    }
  };
  const employees = named.map(
    ([name, present]): Person => ({ name, mail: mailOf(name, 'northwind.example'), role: 'employee', present }),
  );
  while (employees.length < employeeCount) {
    const name = draw();
    employees.push({ name, mail: mailOf(name, 'northwind.example'), role: 'employee', present: !dice.chance(0.03) });
  }
  const customers: Person[] = [{ name: 'Ana Ruiz', mail: 'ana.ruiz@mail.example', role: 'customer', present: true }];
  while (customers.length < customerCount) {
    const name = draw();
    customers.push({ name, mail: mailOf(name, 'mail.example'), role: 'customer', present: true });
  }
  return { employees, customers };
}
